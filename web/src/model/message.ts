/**
 * What the entries of a room do to one message. Each change is safe to repeat, except the count of replies,
 * which is why `room.ts` never folds an entry twice.
 */
import type { RoomEntry } from "./entries";
import type { Confirmation, Id, Mention, Message, Reaction, Replies } from "./types";

export type Posted = Extract<RoomEntry, { k: "message.posted" }>;
export type Edited = Extract<RoomEntry, { k: "message.edited" }>;
export type Removed = Extract<RoomEntry, { k: "message.removed" }>;
export type Reacted = Extract<RoomEntry, { k: "reaction.added" | "reaction.removed" }>;

export function messageOf(room: Id, { q, at, by, b }: Posted): Message {
  return {
    id: b.id,
    room_id: room,
    seq: q,
    n: b.n,
    root_id: b.root_id,
    author_id: by ?? "",
    at,
    text: b.text,
    files: b.files,
    mentions: b.mentions,
    edited_at: null,
    removed_at: null,
    removed_by: null,
    reactions: [],
    replies: null,
    client_key: b.client_key,
    confirmation: null,
    stamp: b.stamp ?? null,
    pinned_at: null,
    question: null,
  };
}

export function edited(message: Message, text: string, mentions: readonly Mention[], at: number): Message {
  if (message.removed_at !== null) return message;
  const { confirmation } = message;
  const earlier = confirmation && { ...confirmation, earlier: confirmation.confirmed };
  return { ...message, text, mentions, edited_at: at, confirmation: earlier };
}

/** The tombstone keeps its place in the timeline, its reactions and its thread, and nothing of what was said. */
export function removed(message: Message, by: Id | null, at: number): Message {
  return {
    ...message,
    text: "",
    files: [],
    mentions: [],
    removed_at: at,
    removed_by: by,
    confirmation: null,
    stamp: null,
    pinned_at: null,
    question: null,
  };
}

export function reacted(message: Message, emoji: string, by: Id, isAdded: boolean): Message {
  const reactions = isAdded
    ? withReaction(message.reactions, emoji, by)
    : withoutReaction(message.reactions, emoji, by);
  return reactions === message.reactions ? message : { ...message, reactions };
}

function withReaction(reactions: readonly Reaction[], emoji: string, by: Id): readonly Reaction[] {
  const present = reactions.find((reaction) => reaction.emoji === emoji);
  if (present === undefined) return [...reactions, { emoji, member_ids: [by] }];
  if (present.member_ids.includes(by)) return reactions;
  const next = { emoji, member_ids: [...present.member_ids, by] };
  return reactions.map((reaction) => (reaction === present ? next : reaction));
}

function withoutReaction(reactions: readonly Reaction[], emoji: string, by: Id): readonly Reaction[] {
  const present = reactions.find((reaction) => reaction.emoji === emoji);
  if (!present?.member_ids.includes(by)) return reactions;
  const member_ids = present.member_ids.filter((id) => id !== by);
  if (member_ids.length === 0) return reactions.filter((reaction) => reaction !== present);
  return reactions.map((reaction) => (reaction === present ? { emoji, member_ids } : reaction));
}

export type Asked = Extract<RoomEntry, { k: "confirmation.asked" }>;

export function asked(message: Message, { by, at, b }: Asked): Message {
  if (message.removed_at !== null) return message;
  const { due_at, people } = b;
  return {
    ...message,
    confirmation: { by: by ?? "", at, due_at, people, confirmed: 0, earlier: 0, ended_at: null },
  };
}

/** One more has confirmed; one fewer is waited for; or nobody is any more. */
export function counted(message: Message, change: (asked: Confirmation) => Confirmation): Message {
  const { confirmation } = message;
  return confirmation === null ? message : { ...message, confirmation: change(confirmation) };
}

export const oneMore = (asked: Confirmation): Confirmation => ({ ...asked, confirmed: asked.confirmed + 1 });
export const oneFewer = (asked: Confirmation): Confirmation => ({ ...asked, people: asked.people - 1 });
export const endedAt =
  (at: number) =>
  (asked: Confirmation): Confirmation => ({ ...asked, ended_at: asked.ended_at ?? at });

const SHOWN_REPLIERS = 3;

/** The thread's summary under its root, after one more reply. */
export function repliedTo(root: Message, by: Id, at: number): Message {
  const before: Replies = root.replies ?? { count: 0, last_at: at, member_ids: [] };
  const isShown = before.member_ids.includes(by) || before.member_ids.length >= SHOWN_REPLIERS;
  return {
    ...root,
    replies: {
      count: before.count + 1,
      last_at: Math.max(before.last_at, at),
      member_ids: isShown ? before.member_ids : [...before.member_ids, by],
    },
  };
}

/** Whether a message calls a person: by name, through their department, or everybody. */
export function callsTo(mentions: readonly Mention[], who: { id: Id; department_id: Id | null }): boolean {
  return mentions.some(
    (mention) =>
      mention.kind === "all" ||
      (mention.kind === "person" && mention.id === who.id) ||
      (mention.kind === "department" && mention.id !== null && mention.id === who.department_id),
  );
}
