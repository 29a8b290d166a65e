import { type ComponentType, lazy } from "react";

// biome-ignore lint/suspicious/noExplicitAny: the parts take different properties; `lazy` keeps each one's own.
type Part = ComponentType<any>;
type Load<T> = () => Promise<T>;

const FIRST_MS = 300;
const LONGEST_MS = 15_000;
const TRIES = 10; // about a minute: as long as a server takes to come back

/** Fetch a part again while the connection is gone; React would take the first failure for its last. */
export function retried<T>(load: Load<T>, pause: (ms: number) => Promise<unknown> = sleep): Load<T> {
  return async () => {
    for (let tries = 1, ms = FIRST_MS; ; tries += 1, ms = Math.min(2 * ms, LONGEST_MS)) {
      try {
        return await load();
      } catch (error) {
        if (tries === TRIES) throw error;
        await pause(ms);
      }
    }
  };
}

/** A part in a file of its own, fetched when it is first shown. */
export function lazyPart<P extends Part>(load: Load<{ default: P }>) {
  return lazy(retried(load));
}

function sleep(ms: number): Promise<unknown> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
