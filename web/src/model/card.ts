/**
 * A room's card kept true by the room's entries. What entries cannot tell (how many guests, whether a thread is
 * followed) is marked as doubtful, for a card to be fetched when somebody looks.
 */
import type { RoomEntry } from "./entries";
import { between, find, type History } from "./history";
import { type Asked, callsTo, type Edited, type Posted, type Removed } from "./message";
import type { Thread } from "./talk";
import type { Id, LastMessage, MyRoom, RoomCard, UnreadThread } from "./types";

/** Whose client this is: their own messages move their mark, and some mentions call them. */
export interface Self {
  readonly id: Id;
  readonly department_id: Id | null;
}

export interface Doubt {
  /** The numbers of people and guests, and the bodies inside. */
  readonly people: boolean;
  /** Unread mentions and threads. */
  readonly counts: boolean;
}

export const NO_DOUBT: Doubt = { people: false, counts: false };

const PREVIEW_LENGTH = 120;

export interface CardState {
  readonly self: Self;
  readonly card: RoomCard;
  readonly history: History;
  readonly threads: ReadonlyMap<Id, Thread>;
  /** Messages fetched ahead of the stream: what they were before an entry, they do not tell. */
  readonly ahead: ReadonlyMap<Id, number>;
  readonly doubt: Doubt;
}

type Change = Partial<Pick<CardState, "card" | "doubt">>;

/** `entry.q` is beyond `card.seq`; `history` is as before the entry. */
export function cardAfter(state: CardState, entry: RoomEntry): Change {
  const { self, card } = state;
  switch (entry.k) {
    case "room.created":
      return {};
    case "room.changed":
      return { card: { ...card, ...entry.b } };
    case "room.reclassified":
      return { card: { ...card, room_class: entry.b.room_class } };
    case "room.archived":
      return { card: { ...card, archived_at: entry.at } };
    case "room.unarchived":
      return { card: { ...card, archived_at: null } };
    case "member.joined":
      return { card: { ...card, member_count: card.member_count + 1 }, doubt: doubting(state, "people") };
    case "member.left":
      return { card: { ...card, member_count: card.member_count - 1 }, doubt: doubting(state, "people") };
    case "master.named":
      return entry.b.member_id === self.id ? withMine(card, { role: "master" }) : {};
    case "master.withdrawn":
      return entry.b.member_id === self.id ? withMine(card, { role: "member" }) : {};
    case "message.posted":
      return afterPost(state, entry);
    case "message.edited":
      return afterEdit(state, entry);
    case "message.removed":
      return afterRemoval(state, entry);
    case "confirmation.asked":
      return withAwaited(
        card,
        asksMe(card, self, entry) ? [...awaitedOf(card), entry.b.id] : awaitedOf(card),
      );
    case "message.confirmed":
      return entry.by === self.id ? withoutAwaited(card, entry.b.id) : {};
    case "confirmation.ended":
      return withoutAwaited(card, entry.b.id);
    case "message.pinned":
    case "message.unpinned":
    case "question.marked":
    case "reaction.added":
    case "reaction.removed":
    case "phone.taken":
    case "phone.noted":
    case "phone.released":
      return {};
    default:
      return unknown(entry);
  }
}

/** A kind that is missing above does not compile; one that a newer server sends changes nothing here. */
function unknown(_: never): Change {
  return {};
}

function doubting({ doubt }: CardState, about: keyof Doubt): Doubt {
  return doubt[about] ? doubt : { ...doubt, [about]: true };
}

function withMine(card: RoomCard, change: Partial<MyRoom>): Change {
  return card.mine === null ? {} : { card: { ...card, mine: { ...card.mine, ...change } } };
}

// --- what waits for my confirmation ------------------------------------------------------------------------

const NOTHING_AWAITED: readonly Id[] = [];

function awaitedOf(card: RoomCard): readonly Id[] {
  return card.mine?.confirmations ?? NOTHING_AWAITED;
}

function asksMe(card: RoomCard, self: Self, { by, b }: Asked): boolean {
  if (card.mine === null || by === self.id || card.mine.sees_from > b.seq) return false;
  return b.member_ids === null || b.member_ids.includes(self.id);
}

function withAwaited(card: RoomCard, confirmations: readonly Id[]): Change {
  return confirmations === awaitedOf(card) ? {} : withMine(card, { confirmations });
}

function withoutAwaited(card: RoomCard, id: Id): Change {
  const before = awaitedOf(card);
  return before.includes(id) ? withMine(card, { confirmations: before.filter((each) => each !== id) }) : {};
}

function afterPost(state: CardState, entry: Posted): Change {
  const { card, self } = state;
  if (entry.b.root_id !== null) return afterReply(state, entry, entry.b.root_id);
  const message_n = Math.max(card.message_n, entry.b.n);
  return {
    card: { ...card, message_n, last: lastOf(entry), mine: mineAfterPost(card.mine, entry, message_n, self) },
  };
}

function afterReply(state: CardState, entry: Posted, root: Id): Change {
  const { card, self, threads } = state;
  if (card.mine === null) return {};
  if (isAhead(state, root, entry.q)) return { doubt: doubting(state, "counts") };
  if (entry.by === self.id) {
    const thread = threads.get(root);
    // What stood unread above my reply is read now; how much that was, only an open thread tells.
    if (thread === undefined && card.mine.thread_unread > 0) return { doubt: doubting(state, "counts") };
    return thread?.following
      ? withMine(card, threadUnread(card.mine, root, thread.read_n + 1 - entry.b.n))
      : {};
  }
  const follows = entry.b.mentions.some((mention) => mention.id === self.id) || followsThread(state, root);
  if (follows === null) return { doubt: doubting(state, "counts") };
  return follows ? withMine(card, threadUnread(card.mine, root, 1)) : {};
}

function isAhead({ ahead }: CardState, id: Id, seq: number): boolean {
  return (ahead.get(id) ?? 0) >= seq;
}

export function threadUnread(mine: MyRoom, root: Id, change: number): Partial<MyRoom> {
  const before = mine.threads.find((thread) => thread.root_id === root)?.unread ?? 0;
  const others = mine.threads.filter((thread) => thread.root_id !== root);
  const now = { root_id: root, unread: Math.max(0, before + change) };
  return {
    thread_unread: Math.max(0, mine.thread_unread + change),
    threads: change > 0 ? [now, ...others] : mine.threads.flatMap((each) => left(each, now)),
  };
}

/** What is left of a thread that was read in: its place among the others stays. */
function left(thread: UnreadThread, now: UnreadThread): readonly UnreadThread[] {
  if (thread.root_id !== now.root_id) return [thread];
  return now.unread > 0 ? [now] : [];
}

/** Followers: who began it, who replied, who was called in it. null: what is loaded does not tell. */
function followsThread({ self, history, threads }: CardState, root: Id): boolean | null {
  const thread = threads.get(root);
  if (thread && !thread.isStale) return thread.following || thread.root.author_id === self.id;
  const message = find(history, root);
  if (message === null) return null;
  if (message.author_id === self.id || message.replies?.member_ids.includes(self.id)) return true;
  return message.replies === null ? false : null;
}

function mineAfterPost(mine: MyRoom | null, entry: Posted, message_n: number, self: Self): MyRoom | null {
  if (mine === null) return null;
  if (entry.by === self.id) {
    // Whoever writes has read what stands above.
    const read_n = Math.max(mine.read_n, entry.b.n);
    return { ...mine, read_n, unread: message_n - read_n, mentions: 0, fresh: false };
  }
  const called = entry.b.n > mine.read_n && callsTo(entry.b.mentions, self) ? 1 : 0;
  return { ...mine, unread: Math.max(0, message_n - mine.read_n), mentions: mine.mentions + called };
}

function lastOf({ b, by, at }: Posted): LastMessage {
  return {
    id: b.id,
    author_id: by ?? "",
    at,
    text: b.text.slice(0, PREVIEW_LENGTH),
    files: b.files.length,
    removed: false,
  };
}

function afterEdit(state: CardState, { q, b }: Edited): Change {
  const { card } = state;
  const last = card.last?.id === b.id ? { ...card.last, text: b.text.slice(0, PREVIEW_LENGTH) } : card.last;
  const mentions = mentionsAfterChange(state, q, b.id, callsTo(b.mentions, state.self));
  return { ...mentions, card: { ...(mentions.card ?? card), last } };
}

function afterRemoval(state: CardState, { q, b }: Removed): Change {
  const { card } = state;
  const last = card.last?.id === b.id ? { ...card.last, text: "", files: 0, removed: true } : card.last;
  const mentions = mentionsAfterChange(state, q, b.id, false);
  const after = { ...(mentions.card ?? card), last };
  return { ...mentions, card: after, ...withoutAwaited(after, b.id) };
}

/** An edit or a removal can take an unread mention away, or make one. */
function mentionsAfterChange(state: CardState, q: number, id: Id, callsNow: boolean): Change {
  const { card, history, self } = state;
  const { mine } = card;
  if (mine === null || (mine.mentions === 0 && !callsNow)) return {};
  const message = find(history, id);
  if (message === null || isAhead(state, id, q)) return { doubt: doubting(state, "counts") };
  if (message.n <= mine.read_n || message.author_id === self.id) return {};
  const called = callsTo(message.mentions, self);
  if (called === callsNow) return {};
  return withMine(card, { mentions: Math.max(0, mine.mentions + (callsNow ? 1 : -1)) });
}

/** I have read up to `n`, here or on another device. Positions only move forward. */
export function cardAfterReading(state: CardState, n: number): Change {
  const { card } = state;
  const { mine } = card;
  if (mine === null) return {};
  const read_n = Math.min(n, card.message_n);
  if (read_n <= mine.read_n) return mine.fresh ? withMine(card, { fresh: false }) : {};
  const unread = card.message_n - read_n;
  const counted = mentionsLeft(state, mine, read_n);
  if (counted === null) {
    return { ...withMine(card, { read_n, unread, fresh: false }), doubt: doubting(state, "counts") };
  }
  return withMine(card, { read_n, unread, mentions: counted, fresh: false });
}

/**
 * I marked what lies beyond `n` as unread, here or on another device: the only way my position goes back. `rewinds`
 * counts how often it did, so that what was said before is known from what was said after.
 */
export function cardAfterRewinding(state: CardState, n: number, rewinds: number): Change {
  const { card, history, self, ahead } = state;
  const { mine } = card;
  if (mine === null) return {};
  const read_n = Math.min(n, card.message_n);
  const change = withMine(card, { read_n, rewinds, unread: card.message_n - read_n });
  const beyond = between(history, read_n, card.message_n);
  if (beyond === null || beyond.some((message) => ahead.has(message.id))) {
    return { ...change, doubt: doubting(state, "counts") };
  }
  const called = beyond.filter((message) => message.author_id !== self.id && callsTo(message.mentions, self));
  return withMine(card, { read_n, rewinds, unread: card.message_n - read_n, mentions: called.length });
}

function mentionsLeft(
  { card, history, self, ahead }: CardState,
  mine: MyRoom,
  read_n: number,
): number | null {
  if (mine.mentions === 0 || read_n >= card.message_n) return 0;
  const passed = between(history, mine.read_n, read_n);
  if (passed === null || passed.some((message) => ahead.has(message.id))) return null;
  const called = passed.filter((message) => message.author_id !== self.id && callsTo(message.mentions, self));
  return Math.max(0, mine.mentions - called.length);
}

/** How often my position went back. */
export function rewindsOf({ mine }: RoomCard): number {
  return mine?.rewinds ?? 0;
}
