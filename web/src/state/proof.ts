/** Proving once more who one is: asked for by any request, answered in one dialog, for all that wait. */
import { useSyncExternalStore } from "react";

let waiting: Promise<boolean> | null = null;
let settle: ((given: boolean) => void) | null = null;
const listeners = new Set<() => void>();

export function prove(): Promise<boolean> {
  if (waiting !== null) return waiting;
  waiting = new Promise((resolve) => {
    settle = resolve;
  });
  tell();
  return waiting;
}

/** By the dialog: whether it was proved, or given up. */
export function giveProof(given: boolean): void {
  settle?.(given);
  settle = null;
  waiting = null;
  queueMicrotask(tell);
}

export function useProofWanted(): boolean {
  return useSyncExternalStore(listen, () => waiting !== null);
}

function tell(): void {
  for (const listener of listeners) listener();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
