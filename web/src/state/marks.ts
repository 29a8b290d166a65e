/** My read positions: shown at once, told to the server soon, and never lost by a bad connection. */
import { read, readThread } from "../model/room";
import type { Id } from "../model/types";
import { api } from "../net/api";
import { Problem } from "../net/problem";
import { updateRoom } from "./store";

const PAUSE_MS = 300;

interface Waiting {
  n: number;
  readonly tell: (n: number) => Promise<void>;
}

const waiting = new Map<string, Waiting>();
let timer = 0;

export function readUpTo(room: Id, n: number): void {
  updateRoom(room, (before) => read(before, n));
  tellSoon(room, n, (latest) => api.read(room, latest));
}

export function readThreadUpTo(room: Id, root: Id, n: number): void {
  updateRoom(room, (before) => readThread(before, root, n));
  tellSoon(`${room}/${root}`, n, (latest) => api.readThread(root, latest));
}

function tellSoon(key: string, n: number, tell: Waiting["tell"]): void {
  const before = waiting.get(key);
  if (before) before.n = Math.max(before.n, n);
  else waiting.set(key, { n, tell });
  clearTimeout(timer);
  timer = window.setTimeout(tellMarks, PAUSE_MS);
}

/** Also called when the connection is back: positions that could not be told still wait. */
export function tellMarks(): void {
  for (const [key, mark] of waiting) {
    waiting.delete(key);
    mark.tell(mark.n).catch((error: unknown) => {
      // A refusal will not change; silence of the server will.
      if (!(error instanceof Problem) || error.isPassing) keep(key, mark);
    });
  }
}

function keep(key: string, mark: Waiting): void {
  const later = waiting.get(key);
  if (later) later.n = Math.max(later.n, mark.n);
  else waiting.set(key, mark);
}

export function forgetMarks(): void {
  clearTimeout(timer);
  waiting.clear();
}
