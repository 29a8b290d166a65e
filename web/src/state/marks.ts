/**
 * My read positions: shown at once, told to the server soon, and never lost by a bad connection. Those that could not
 * be told, or are under way while the page goes, wait on the disk for the next page, or for the worker.
 */
import {
  placed,
  read,
  readThread,
  released,
  rewound,
  threadPlaced,
  threadReleased,
  threadRewound,
} from "../model/ownReading";
import type { Room } from "../model/room";
import type { Id, Message, MyRoom } from "../model/types";
import { api } from "../net/api";
import { isPassing } from "../net/outboxSender";
import { disk } from "./disk";
import { get, me, updateRoom } from "./store";

const PAUSE_MS = 300;

interface Waiting {
  readonly owner: Id;
  readonly room: Id;
  readonly root: Id | null;
  readonly n: number;
  /** How often my position had gone back when this was seen; null: I said so myself. */
  readonly rewinds: number | null;
  /** The same number, also of what I said: what I said yesterday does not undo what I did since elsewhere. */
  readonly known: number;
}

const waiting = new Map<string, Waiting>();
const underWay = new Map<string, Waiting>();
/** On the disk. */
const stored = new Set<string>();
let timer = 0;

/** `bySeeing`: it was on screen; what was marked as unread elsewhere meanwhile stays so. */
export function readUpTo(room: Id, n: number, bySeeing = false): void {
  const known = get().rooms.get(room)?.card.mine?.rewinds ?? 0;
  updateRoom(room, (before) => read(bySeeing ? before : released(before), n));
  tellSoon({ room, root: null, n, rewinds: bySeeing ? known : null, known });
}

export function readThreadUpTo(room: Id, root: Id, n: number, bySeeing = false): void {
  const known = get().rooms.get(room)?.threads.get(root)?.rewinds ?? 0;
  updateRoom(room, (before) => readThread(bySeeing ? before : threadReleased(before, root), root, n));
  tellSoon({ room, root, n, rewinds: bySeeing ? known : null, known });
}

/** From this message on all is unread to me again; put back where it cannot be told. */
export async function markUnread({ id, room_id, root_id, n }: Message): Promise<void> {
  forget(placeOf(room_id, root_id));
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

function placeOf(room: Id, root: Id | null): string {
  return root === null ? room : `${room}/${root}`;
}

function tellSoon(mark: Omit<Waiting, "owner">): void {
  const self = me();
  if (self === null) return;
  keep({ ...mark, owner: self.id });
  clearTimeout(timer);
  timer = window.setTimeout(tellMarks, PAUSE_MS);
}

/** Also called when the connection is back: positions that could not be told still wait. */
export function tellMarks(): void {
  for (const [place, mark] of waiting) {
    waiting.delete(place);
    underWay.set(place, mark);
    void tell(place, mark);
  }
}

async function tell(place: string, mark: Waiting): Promise<void> {
  const { room, root, n, rewinds, owner } = mark;
  let isTold = true;
  try {
    await (root === null ? api.read(room, n, rewinds) : api.readThread(root, n, rewinds));
  } catch (error) {
    isTold = !isPassing(error); // a refusal will not change; silence of the server will
  }
  if (underWay.get(place) === mark) underWay.delete(place);
  if (me()?.id !== owner) return; // it was not told, and is somebody else's page now
  if (isTold) {
    if (!waiting.has(place) && !underWay.has(place)) forget(place);
    return;
  }
  keep(mark);
  await store(place);
  void import("../net/shell").then(({ askForSync }) => askForSync()).catch(() => undefined);
}

function keep(mark: Waiting): void {
  const place = placeOf(mark.room, mark.root);
  const other = waiting.get(place);
  if (!other) waiting.set(place, mark);
  else if (other.rewinds === null || mark.rewinds === null || other.rewinds === mark.rewinds) {
    // What I said myself holds for what was seen besides.
    const rewinds = other.rewinds === null ? null : mark.rewinds;
    const known = Math.max(other.known, mark.known);
    waiting.set(place, { ...mark, rewinds, known, n: Math.max(other.n, mark.n) });
  } else if (mark.rewinds > other.rewinds) waiting.set(place, mark);
}

export function forgetMarks(): void {
  clearTimeout(timer);
  waiting.clear();
  underWay.clear();
  stored.clear();
}

// --- on the disk ---------------------------------------------------------------------------------------------

async function store(place: string): Promise<void> {
  const mark = waiting.get(place) ?? underWay.get(place);
  if (mark === undefined) return;
  stored.add(place);
  const { owner, room, root, n, known } = mark;
  await disk.put("marks", { key: `${owner}/${place}`, owner, room, root, n, rewinds: known });
}

function forget(place: string): void {
  waiting.delete(place);
  const self = me();
  if (self !== null && stored.delete(place)) void disk.remove("marks", `${self.id}/${place}`);
}

/** The page goes away: what was read last and is not told yet. */
export async function storeMarks(): Promise<void> {
  await Promise.all([...new Set([...waiting.keys(), ...underWay.keys()])].map(store));
}

/** What an earlier page could not tell: shown as read, unless it went back elsewhere since, and told. */
export async function openMarks(member: Id): Promise<void> {
  const rows = await disk.all("marks", member);
  if (me()?.id !== member) return;
  for (const { owner, room, root, n, rewinds } of rows) {
    stored.add(placeOf(room, root));
    updateRoom(room, (before) => seenBefore(before, root, n, rewinds));
    keep({ owner, room, root, n, rewinds, known: rewinds });
  }
  if (rows.length > 0) tellMarks();
}

function seenBefore(room: Room, root: Id | null, n: number, rewinds: number): Room {
  if (root !== null) {
    const known = room.threads.get(root)?.rewinds ?? 0;
    return threadPlaced(room, root, n, Math.min(rewinds, known)) ?? room;
  }
  return placed(room, n, Math.min(rewinds, room.card.mine?.rewinds ?? 0));
}
