/** The one place that holds what the client knows. Everything in it is immutable; `set` replaces. */
import type { Draft } from "../model/draft";
import { EMPTY_OUTBOX, type Outbox } from "../model/outbox";
import { NOBODY, type People } from "../model/people";
import type { Room } from "../model/room";
import type { Id } from "../model/types";
import type { Connection, Session, Upload } from "./shape";

export interface State {
  readonly session: Session;
  readonly connection: Connection;
  readonly rooms: ReadonlyMap<Id, Room>;
  readonly people: People;
  readonly outbox: Outbox;
  readonly drafts: ReadonlyMap<string, Draft>;
  readonly uploads: ReadonlyMap<string, readonly Upload[]>;
  /** Room → who is typing → until when to say so. */
  readonly typing: ReadonlyMap<Id, ReadonlyMap<Id, number>>;
  /** The member's own stream and the directory's: how far we are. */
  readonly positions: Readonly<Record<string, number>>;
  /** Rooms that were closed to me while I was here. */
  readonly closed: ReadonlySet<Id>;
}

export const STARTING: State = {
  session: { phase: "starting" },
  connection: { phase: "connecting", brokenSince: null, retryAt: null },
  rooms: new Map(),
  people: NOBODY,
  outbox: EMPTY_OUTBOX,
  drafts: new Map(),
  uploads: new Map(),
  typing: new Map(),
  positions: {},
  closed: new Set(),
};

let state = STARTING;
const listeners = new Set<() => void>();
let frame: number | null = null;

export function get(): State {
  return state;
}

export function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What the person does shows at once. */
export function set(change: Partial<State>): void {
  state = { ...state, ...change };
  tell();
}

/** What the server says shows with the next frame: a burst is drawn once, not once a message. */
export function setSoon(change: Partial<State>): void {
  state = { ...state, ...change };
  if (frame !== null) return;
  const isHidden = typeof document === "undefined" || document.visibilityState === "hidden";
  frame = isHidden ? window.setTimeout(tell, 30) : requestAnimationFrame(tell);
}

function tell(): void {
  frame = null;
  for (const listener of listeners) listener();
}

export function setRoom(room: Room): void {
  set({ rooms: withRoom(state.rooms, room) });
}

/** Change a room if it is (still) there. */
export function updateRoom(id: Id, change: (room: Room) => Room): void {
  const room = state.rooms.get(id);
  if (room === undefined) return;
  const next = change(room);
  if (next !== room) setRoom(next);
}

export function withRoom(rooms: ReadonlyMap<Id, Room>, room: Room): ReadonlyMap<Id, Room> {
  return new Map(rooms).set(room.id, room);
}

export function me(): { readonly id: Id; readonly department_id: Id | null } | null {
  if (state.session.phase !== "signed_in") return null;
  const { id, department_id } = state.session.me.person;
  return { id, department_id };
}
