/** Asks the server for what is not in memory, and lays the answers into the fold. */
import { NOTHING_LOADED, tailOf } from "../model/history";
import { afterArrival } from "../model/outbox";
import { met } from "../model/people";
import { type Room, roomOf, withAllMarks, withCard, withPage, withThreadPage } from "../model/room";
import type { Id, MessagesPage, Person, RoomCard, ThreadPage } from "../model/types";
import { api, type PageFrom } from "../net/api";
import { Problem } from "../net/problem";
import { get, me, set, setRoom, updateRoom, withRoom } from "./store";

const PAGE = 50;
/** A page that is older than our log of entries is asked for again; each time it is newer. */
const TRIES = 4;

export function learn(people: readonly Person[]): void {
  const known = get().people;
  const next = met(known, people);
  if (next !== known) set({ people: next });
}

// --- cards -------------------------------------------------------------------------------------------------

const cardsAsked = new Map<Id, Promise<RoomCard | null>>();

/** The room's card, fetched anew; null when I may not see the room (any more). */
export function fetchRoom(id: Id): Promise<RoomCard | null> {
  const asked = cardsAsked.get(id);
  if (asked) return asked;
  const asking = fetchCard(id).finally(() => cardsAsked.delete(id));
  cardsAsked.set(id, asking);
  return asking;
}

async function fetchCard(id: Id): Promise<RoomCard | null> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const card = await api.room(id).catch(gone);
    if (card === null) {
      forgetRoom(id);
      return null;
    }
    if (adoptCard(card)) return card;
  }
  return get().rooms.get(id)?.card ?? null;
}

function gone(error: unknown): null {
  if (error instanceof Problem && (error.status === 404 || error.status === 403)) return null;
  throw error;
}

/** False: the card was read before entries that we have and no longer hold; ask again. */
export function adoptCard(card: RoomCard): boolean {
  const self = me();
  if (self === null || card.mine === null) return true;
  learn(card.people);
  const room = get().rooms.get(card.id);
  const next = room === undefined ? roomOf(card, self) : withCard(room, card);
  if (next === "stale") return false;
  const closed = new Set(get().closed);
  closed.delete(card.id);
  set({ rooms: withRoom(get().rooms, next), closed });
  return true;
}

export function forgetRoom(id: Id): void {
  const rooms = new Map(get().rooms);
  if (rooms.delete(id)) set({ rooms, closed: new Set(get().closed).add(id) });
}

// --- pages -------------------------------------------------------------------------------------------------

const pagesAsked = new Map<string, Promise<MessagesPage | null>>();

/** The same page asked for twice at once is one request. Rejects when it cannot be had. */
export function loadPage(id: Id, from: PageFrom = {}): Promise<MessagesPage | null> {
  const key = `${id} ${JSON.stringify(from)}`;
  const asked = pagesAsked.get(key);
  if (asked) return asked;
  const asking = fetchPage(id, from).finally(() => pagesAsked.delete(key));
  pagesAsked.set(key, asking);
  return asking;
}

async function fetchPage(id: Id, from: PageFrom): Promise<MessagesPage | null> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const page = await api.messages(id, from, PAGE);
    const room = get().rooms.get(id);
    if (room === undefined) return page;
    const next = withPage(room, page);
    if (next === "stale") continue;
    learn(page.people);
    set({ rooms: withRoom(get().rooms, next), outbox: afterArrival(get().outbox, page.messages) });
    return page;
  }
  return null;
}

/** From memory where possible; the newest page otherwise. */
export async function loadNewest(id: Id): Promise<void> {
  const room = get().rooms.get(id);
  if (room && !room.isBroken && tailOf(room.history) !== null) return;
  await loadPage(id);
}

const threadsAsked = new Map<string, Promise<void>>();

export function loadThread(room: Id, root: Id, before?: number): Promise<void> {
  const key = `${root} ${before ?? ""}`;
  const asked = threadsAsked.get(key);
  if (asked) return asked;
  const asking = fetchThread(room, root, before).finally(() => threadsAsked.delete(key));
  threadsAsked.set(key, asking);
  return asking;
}

async function fetchThread(id: Id, root: Id, before: number | undefined): Promise<void> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const page: ThreadPage = await api.thread(root, before);
    const room = get().rooms.get(id);
    if (room === undefined) return;
    const next = withThreadPage(room, page);
    if (next === "stale") continue;
    learn(page.people);
    const outbox = afterArrival(get().outbox, page.messages);
    set({ rooms: withRoom(get().rooms, next), outbox });
    return;
  }
}

export async function loadMarks(id: Id): Promise<void> {
  const { marks } = await api.marks(id);
  updateRoom(id, (room) => withAllMarks(room, marks));
}

/** After a hole in the stream: what is off screen is dropped, what is on screen is fetched anew around `seq`. */
export async function repair(id: Id, around: number | null): Promise<void> {
  await loadPage(id, around === null ? {} : { around });
}

export function dropHistory(room: Room): void {
  setRoom({ ...room, history: NOTHING_LOADED, threads: new Map(), isBroken: false });
}

// --- people ------------------------------------------------------------------------------------------------

const AT_ONCE = 100;
const wanted = new Set<Id>();
/** Who was asked for, so that an id nobody may see is not asked for again and again. */
const asked = new Set<Id>();
let isAsking = false;

/** Ask for a person; all that one drawing wants go in one request. */
export function want(ids: readonly (Id | null)[]): void {
  const { people } = get();
  for (const id of ids) if (id && !people.has(id) && !asked.has(id)) wanted.add(id);
  if (wanted.size === 0 || isAsking) return;
  isAsking = true;
  queueMicrotask(() => void fetchWanted());
}

async function fetchWanted(): Promise<void> {
  try {
    while (wanted.size > 0) {
      const ids = [...wanted].slice(0, AT_ONCE);
      for (const id of ids) {
        wanted.delete(id);
        asked.add(id);
      }
      const { people } = await api.people({ ids });
      learn(people);
    }
  } catch {
    // Names show when they come with the next answer.
    asked.clear();
  } finally {
    isAsking = false;
  }
}

/** The directory has changed: what we know of people is asked for anew. */
export async function relearn(): Promise<void> {
  asked.clear();
  const ids = [...get().people.keys()];
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const { people } = await api.people({ ids: ids.slice(at, at + AT_ONCE) });
    learn(people);
  }
}

export function forgetAsked(): void {
  asked.clear();
  wanted.clear();
}
