/** What is asked of the server a little later, and not by everybody at the same moment. */
import { type Doubt, NO_DOUBT } from "../model/card";
import type { Id } from "../model/types";
import { fetchRoom } from "./load";
import { get } from "./store";

/** After a random pause, so that a room of thousands does not ask at once. */
export const DOUBT_MS = { looked: [150, 900], others: [2_000, 8_000] } as const;

export function between([from, to]: readonly [number, number]): number {
  return from + Math.random() * (to - from);
}

const announced = new Set<() => void>();
let announcedTimer = 0;

/** Called when there may be other announcements than before; not by everybody at the same moment. */
export function hearAnnouncements(listener: () => void): () => void {
  announced.add(listener);
  return () => announced.delete(listener);
}

export function announcedSoon(urgent: boolean): void {
  clearTimeout(announcedTimer);
  const pause = between(urgent ? DOUBT_MS.looked : DOUBT_MS.others);
  announcedTimer = window.setTimeout(() => {
    for (const listener of announced) listener();
  }, pause);
}

const circulating = new Set<() => void>();
let circulatingTimer = 0;

/** Called when other circulars may wait for me than before; not by everybody at the same moment. */
export function hearCirculars(listener: () => void): () => void {
  circulating.add(listener);
  return () => circulating.delete(listener);
}

/** `isMine`: it was told to me alone, not to the whole body. */
export function circularsSoon(isMine: boolean): void {
  clearTimeout(circulatingTimer);
  const pause = between(isMine ? DOUBT_MS.looked : DOUBT_MS.others);
  circulatingTimer = window.setTimeout(() => {
    for (const listener of circulating) listener();
  }, pause);
}

const tasked = new Set<() => void>();

/** Called when I may have other tasks than before. */
export function hearTasks(listener: () => void): () => void {
  tasked.add(listener);
  return () => tasked.delete(listener);
}

export function tasksSoon(): void {
  for (const listener of tasked) listener();
}

// --- doubts ------------------------------------------------------------------------------------------------

const settling = new Map<Id, number>();

/** Fetch the cards whose numbers the entries could not tell. */
export function settleDoubts(looking: Id | null): void {
  for (const room of get().rooms.values()) {
    if (room.doubt === NO_DOUBT || settling.has(room.id) || !isPressing(room.id, room.doubt, looking))
      continue;
    const pause = between(room.id === looking ? DOUBT_MS.looked : DOUBT_MS.others);
    settling.set(
      room.id,
      window.setTimeout(() => settle(room.id), pause),
    );
  }
}

/** How many people are in a room is of interest when it is opened. */
function isPressing(id: Id, doubt: Doubt, looking: Id | null): boolean {
  return doubt.counts || id === looking;
}

function settle(id: Id): void {
  fetchRoom(id)
    .catch(() => undefined) // the next entry, look or reconnection asks again
    .finally(() => settling.delete(id));
}
