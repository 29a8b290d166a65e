/** How far I have read in a room and in its threads, and what I marked as unread again: here or on another device. */
import { cardAfterReading, cardAfterRewinding, rewindsOf, threadUnread } from "./card";
import { type Position, withMark, withMarks } from "./reading";
import type { Room } from "./room";
import { withThread } from "./talk";
import type { Id, Mark } from "./types";

/** I have read up to `n` (here or elsewhere). */
export function read(room: Room, n: number): Room {
  const change = cardAfterReading(room, n);
  const marks = room.marks?.has(room.self.id) ? withMarks(room.marks, [ownMark(room, n)]) : room.marks;
  return change.card === undefined && marks === room.marks ? room : { ...room, ...change, marks };
}

/** My position as it was told: of two the one that went back more often holds, then the further. */
export function placed(room: Room, n: number, rewinds = 0): Room {
  const known = rewindsOf(room.card);
  if (rewinds < known) return room;
  return rewinds === known ? read(room, n) : rewound(room, n, rewinds);
}

/** What lies beyond `n` is unread to me again. That I have read it the others know, and go on knowing. */
export function rewound(room: Room, n: number, rewinds = rewindsOf(room.card) + 1): Room {
  if (room.card.mine === null) return room;
  return { ...room, isHeld: true, ...cardAfterRewinding(room, n, rewinds) };
}

/** I have left the room, or come in: what I look at from here on is read. */
export function released(room: Room): Room {
  return room.isHeld ? { ...room, isHeld: false } : room;
}

function ownMark(room: Room, n: number): Mark {
  const before: Position | undefined = room.marks?.get(room.self.id);
  return [room.self.id, Math.max(before?.n ?? 0, n), before?.from_n ?? 0];
}

export function readThread(room: Room, root: Id, n: number): Room {
  const thread = room.threads.get(root);
  if (thread === undefined) return room;
  const marks = thread.marks.has(room.self.id) ? withMark(thread.marks, room.self.id, n) : thread.marks;
  if (n <= thread.read_n && marks === thread.marks) return room;
  const read = withThread(room, root, { ...thread, read_n: Math.max(thread.read_n, n), marks }).threads;
  if (n <= thread.read_n) return { ...room, threads: read };
  const { mine } = room.card;
  if (mine === null || !thread.following) return { ...room, threads: read };
  const change = threadUnread(mine, root, thread.read_n - n);
  return { ...room, threads: read, card: { ...room.card, mine: { ...mine, ...change } } };
}

/** As `placed`, in a thread. null: what is loaded does not tell what that means; the card does. */
export function threadPlaced(room: Room, root: Id, n: number, rewinds = 0): Room | null {
  const thread = room.threads.get(root);
  if (thread === undefined || thread.isStale) {
    return room.card.mine?.threads.some(({ root_id }) => root_id === root) || rewinds > 0 ? null : room;
  }
  if (rewinds < thread.rewinds) return room;
  return rewinds === thread.rewinds ? readThread(room, root, n) : threadRewound(room, root, n, rewinds);
}

/** The replies after `n` are unread to me again; from here on I follow the thread, or none would count. */
export function threadRewound(room: Room, root: Id, n: number, rewinds?: number): Room {
  const thread = room.threads.get(root);
  const { mine } = room.card;
  if (thread === undefined || mine === null) return room;
  const all = thread.root.replies?.count ?? 0;
  const before = thread.following ? thread.read_n : all;
  const next = {
    ...thread,
    read_n: n,
    following: true,
    isHeld: true,
    rewinds: rewinds ?? thread.rewinds + 1,
  };
  const change = n < before ? threadUnread(mine, root, before - n) : {};
  return { ...room, ...withThread(room, root, next), card: { ...room.card, mine: { ...mine, ...change } } };
}

export function threadReleased(room: Room, root: Id): Room {
  const thread = room.threads.get(root);
  return thread?.isHeld ? { ...room, ...withThread(room, root, { ...thread, isHeld: false }) } : room;
}

/** Everything in the threads I follow, in one stroke. */
export function readThreads(room: Room): Room {
  const { mine } = room.card;
  if (mine === null || mine.thread_unread === 0) return room;
  const threads = new Map(
    [...room.threads].map(([root, thread]) => {
      const last = thread.span.messages.at(-1)?.n ?? thread.read_n;
      return [root, { ...thread, read_n: Math.max(thread.read_n, last) }] as const;
    }),
  );
  return { ...room, threads, card: { ...room.card, mine: { ...mine, thread_unread: 0, threads: [] } } };
}
