/** My read positions: shown at once, told to the server soon, and never lost by a bad connection. */
import { read, readThread, released, rewound, threadReleased, threadRewound } from "../model/ownReading";
import type { Room } from "../model/room";
import type { Id, Message, MyRoom } from "../model/types";
import { api } from "../net/api";
import { Problem } from "../net/problem";
import { get, updateRoom } from "./store";

const PAUSE_MS = 300;

interface Waiting {
  readonly n: number;
  /** How often my position had gone back when this was seen; null: I said so myself. */
  readonly rewinds: number | null;
  readonly tell: (n: number, rewinds: number | null) => Promise<void>;
}

const waiting = new Map<string, Waiting>();
let timer = 0;

/** `bySeeing`: it was on screen; what was marked as unread elsewhere meanwhile stays so. */
export function readUpTo(room: Id, n: number, bySeeing = false): void {
  const rewinds = bySeeing ? (get().rooms.get(room)?.card.mine?.rewinds ?? 0) : null;
  updateRoom(room, (before) => read(bySeeing ? before : released(before), n));
  tellSoon(room, { n, rewinds, tell: (latest, known) => api.read(room, latest, known) });
}

export function readThreadUpTo(room: Id, root: Id, n: number, bySeeing = false): void {
  const rewinds = bySeeing ? (get().rooms.get(room)?.threads.get(root)?.rewinds ?? 0) : null;
  updateRoom(room, (before) => readThread(bySeeing ? before : threadReleased(before, root), root, n));
  tellSoon(`${room}/${root}`, { n, rewinds, tell: (latest, known) => api.readThread(root, latest, known) });
}

/** From this message on all is unread to me again; put back where it cannot be told. */
export async function markUnread({ id, room_id, root_id, n }: Message): Promise<void> {
  waiting.delete(root_id === null ? room_id : `${room_id}/${root_id}`);
  const before = get().rooms.get(room_id)?.card.mine;
  updateRoom(room_id, (room) =>
    root_id === null
      ? rewound(room, Math.min(n - 1, room.card.mine?.read_n ?? 0))
      : threadRewound(room, root_id, Math.min(n - 1, room.threads.get(root_id)?.read_n ?? 0)),
  );
  try {
    await api.unread(id);
  } catch (error) {
    if (before) updateRoom(room_id, (room) => putBack(room, before, root_id));
    throw error;
  }
}

/** What was shown did not happen: the card as it was, and the thread asked for anew. */
function putBack(room: Room, mine: MyRoom, root: Id | null): Room {
  const card = { ...room.card, mine };
  if (root === null) return { ...room, isHeld: false, card };
  const threads = new Map(room.threads);
  const thread = threads.get(root);
  if (thread) threads.set(root, { ...thread, rewinds: thread.rewinds - 1, isHeld: false, isStale: true });
  return { ...room, threads, card };
}

/** I have come into the room, or the thread: what I look at from here on is read. */
export function release(room: Id, root: Id | null): void {
  updateRoom(room, (before) => (root === null ? released(before) : threadReleased(before, root)));
}

function tellSoon(key: string, mark: Waiting): void {
  keep(key, mark);
  clearTimeout(timer);
  timer = window.setTimeout(tellMarks, PAUSE_MS);
}

/** Also called when the connection is back: positions that could not be told still wait. */
export function tellMarks(): void {
  for (const [key, mark] of waiting) {
    waiting.delete(key);
    mark.tell(mark.n, mark.rewinds).catch((error: unknown) => {
      // A refusal will not change; silence of the server will.
      if (!(error instanceof Problem) || error.isPassing) keep(key, mark);
    });
  }
}

function keep(key: string, mark: Waiting): void {
  const other = waiting.get(key);
  if (!other) waiting.set(key, mark);
  else if (other.rewinds === null || mark.rewinds === null || other.rewinds === mark.rewinds) {
    // What I said myself holds for what was seen besides.
    const rewinds = other.rewinds === null ? null : mark.rewinds;
    waiting.set(key, { ...mark, rewinds, n: Math.max(other.n, mark.n) });
  } else if (mark.rewinds > other.rewinds) waiting.set(key, mark);
}

export function forgetMarks(): void {
  clearTimeout(timer);
  waiting.clear();
}
