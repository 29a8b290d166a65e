/** How many circulars wait for me, for the rail: asked for once, and when something has changed. */
import { useSyncExternalStore } from "react";
import type { CircularCounts } from "../api/generated";
import { hearCirculars } from "../state";
import { circulars } from "./api";

const NONE: CircularCounts = { waiting: 0, sent: 0 };
/** After what one came for is on screen; not everybody in the same moment. */
const FIRST_MS = 1_500;
const SPREAD_MS = 2_000;

let counts = NONE;
let timer: number | undefined;
let stop: (() => void) | null = null;
const listeners = new Set<() => void>();

export function useCircularCounts(): CircularCounts {
  return useSyncExternalStore(listen, () => counts);
}

/** What an answer of the server's says of them. */
export function noteCounts(next: CircularCounts): void {
  if (next.waiting === counts.waiting && next.sent === counts.sent) return;
  counts = next;
  for (const listener of listeners) listener();
}

/** I have done something: the number follows at once. */
export function countAgain(): void {
  circulars.counts().then(noteCounts, () => null);
}

function listen(listener: () => void): () => void {
  if (listeners.size === 0) {
    stop = hearCirculars(countAgain);
    timer = window.setTimeout(countAgain, FIRST_MS + Math.random() * SPREAD_MS);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearTimeout(timer);
    stop?.();
    counts = NONE; // whoever signs in next begins anew
  };
}
