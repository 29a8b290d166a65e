/** The loaded conversations of a room (its timeline and its threads) and who has read them, entry by entry. */
import type { RoomEntry } from "./entries";
import { appended, appendedToSpan, changed, changedInSpan, type History, type Span } from "./history";
import {
  asked,
  counted,
  edited,
  endedAt,
  messageOf,
  oneFewer,
  oneMore,
  type Posted,
  reacted,
  removed,
  repliedTo,
} from "./message";
import { type Marks, withMark, withMarks, withoutMark } from "./reading";
import type { Id, Message } from "./types";

export interface Thread {
  readonly root: Message;
  readonly span: Span;
  readonly read_n: number;
  readonly following: boolean;
  /** How often `read_n` went back. */
  readonly rewinds: number;
  /** I marked something as unread while it stood open: it is not read by itself until I come back. */
  readonly isHeld: boolean;
  /** How far everybody in the room has read the replies. */
  readonly marks: Marks;
  /** The stream was broken since: shows until it is fetched anew. */
  readonly isStale: boolean;
}

export interface Talk {
  readonly history: History;
  readonly threads: ReadonlyMap<Id, Thread>;
  /** null while nobody looks: positions are told only to those who look at the room. */
  readonly marks: Marks | null;
}

/** Whether what is loaded of a message already contains the entry, having been fetched after it. */
export type Knows = (message: Id) => boolean;

export function talkAfter(talk: Talk, room: Id, entry: RoomEntry, knows: Knows): Talk {
  switch (entry.k) {
    case "message.posted":
      return posted(talk, room, entry, knows);
    case "message.edited": {
      const { id, text, mentions } = entry.b;
      return knows(id) ? talk : withChange(talk, id, (m) => edited(m, text, mentions, entry.at));
    }
    case "message.removed": {
      const { id } = entry.b;
      return knows(id) ? talk : withChange(talk, id, (m) => removed(m, entry.by, entry.at));
    }
    case "reaction.added":
    case "reaction.removed": {
      const { id, emoji } = entry.b;
      const isAdded = entry.k === "reaction.added";
      return knows(id) ? talk : withChange(talk, id, (m) => reacted(m, emoji, entry.by ?? "", isAdded));
    }
    case "message.pinned":
    case "message.unpinned":
    case "question.marked":
      return marked(talk, entry, knows);
    case "member.joined": {
      const { member_id, from_n } = entry.b;
      return talk.marks ? { ...talk, marks: withMarks(talk.marks, [[member_id, from_n, from_n]]) } : talk;
    }
    case "member.left":
      return left(talk, entry, knows);
    case "confirmation.asked":
      return knows(entry.b.id) ? talk : withChange(talk, entry.b.id, (m) => asked(m, entry));
    case "message.confirmed":
      return knows(entry.b.id) ? talk : withChange(talk, entry.b.id, (m) => counted(m, oneMore));
    case "confirmation.ended":
      return knows(entry.b.id) ? talk : withChange(talk, entry.b.id, (m) => counted(m, endedAt(entry.at)));
    case "room.created":
    case "room.changed":
    case "room.reclassified":
    case "room.archived":
    case "room.unarchived":
    case "master.named":
    case "master.withdrawn":
    case "phone.taken":
    case "phone.noted":
    case "phone.released":
      return talk;
    default:
      return unknown(talk, entry);
  }
}

/** A kind that is missing above does not compile; one that a newer server sends changes nothing here. */
function unknown(talk: Talk, _: never): Talk {
  return talk;
}

type Marking = Extract<RoomEntry, { k: "message.pinned" | "message.unpinned" | "question.marked" }>;

/** Pinned, taken off again, or a question. */
function marked(talk: Talk, entry: Marking, knows: Knows): Talk {
  const { id } = entry.b;
  if (knows(id)) return talk;
  if (entry.k === "question.marked") {
    const { question } = entry.b;
    return withChange(talk, id, (m) => ({ ...m, question }));
  }
  const pinned_at = entry.k === "message.pinned" ? entry.at : null;
  return withChange(talk, id, (m) => ({ ...m, pinned_at }));
}

/** Whoever went before confirming is waited for no more. */
function left(talk: Talk, { b }: Extract<RoomEntry, { k: "member.left" }>, knows: Knows): Talk {
  const without = talk.marks ? { ...talk, marks: withoutMark(talk.marks, b.member_id) } : talk;
  // A server of before says nothing of it.
  const awaited: readonly Id[] = b.awaited ?? [];
  let after = without;
  for (const id of awaited) if (!knows(id)) after = withChange(after, id, (m) => counted(m, oneFewer));
  return after;
}

function posted(talk: Talk, room: Id, entry: Posted, knows: Knows): Talk {
  const message = messageOf(room, entry);
  if (message.root_id !== null) return replied(talk, message.root_id, message, knows);
  // Its thread may have been fetched ahead of it.
  const ahead = knows(message.id) ? talk.threads.get(message.id)?.root : undefined;
  return {
    ...talk,
    history: appended(talk.history, ahead ?? message),
    marks: talk.marks?.has(message.author_id)
      ? withMark(talk.marks, message.author_id, message.n)
      : talk.marks,
  };
}

function replied(talk: Talk, root: Id, reply: Message, knows: Knows): Talk {
  const counted = knows(root) ? talk : withChange(talk, root, (m) => repliedTo(m, reply.author_id, reply.at));
  const thread = counted.threads.get(root);
  if (thread === undefined) return counted;
  return withThread(counted, root, { ...thread, span: appendedToSpan(thread.span, reply) });
}

export function withThread(talk: Talk, root: Id, thread: Thread): Talk {
  return { ...talk, threads: new Map(talk.threads).set(root, thread) };
}

/** Change a message in the timeline, and in a thread as its root or as a reply. */
export function withChange(talk: Talk, id: Id, change: (message: Message) => Message): Talk {
  const history = changed(talk.history, id, change);
  const threads = changedThreads(talk.threads, id, change);
  return history === talk.history && threads === talk.threads ? talk : { ...talk, history, threads };
}

function changedThreads(
  threads: ReadonlyMap<Id, Thread>,
  id: Id,
  change: (message: Message) => Message,
): ReadonlyMap<Id, Thread> {
  let next: Map<Id, Thread> | null = null;
  for (const [root, thread] of threads) {
    const changedThread = changedThreadOf(thread, id, change);
    if (changedThread === thread) continue;
    next ??= new Map(threads);
    next.set(root, changedThread);
  }
  return next ?? threads;
}

function changedThreadOf(thread: Thread, id: Id, change: (message: Message) => Message): Thread {
  if (thread.root.id === id) {
    const root = change(thread.root);
    return root === thread.root ? thread : { ...thread, root };
  }
  const span = changedInSpan(thread.span, id, change);
  return span === thread.span ? thread : { ...thread, span };
}
