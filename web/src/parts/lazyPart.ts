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

/**
 * Style sheets that could not be fetched. The bundler asks for each of them once in a page's life: a part that is
 * fetched again would come without its looks.
 */
const unstyled = new Set<HTMLLinkElement>();
document.addEventListener(
  "error",
  ({ target }) => {
    if (target instanceof HTMLLinkElement && target.rel === "stylesheet") unstyled.add(target);
  },
  true,
);

/**
 * Fetch a part together with the style sheets that failed while it came. Those that failed with other parts are asked
 * for once more, too, since they may be shared; but they do not hold it up: without a line, some never come.
 */
export function withStyles<T>(load: Load<T>): Load<T> {
  const own = new Set<HTMLLinkElement>();
  return async () => {
    const before = new Set(unstyled);
    try {
      const part = await load();
      for (const link of unstyled) if (!before.has(link)) own.add(link);
      const others = [...unstyled].filter((link) => !own.has(link));
      const wanted = [...unstyled].filter((link) => own.has(link));
      await Promise.all([...wanted.map((link) => fetchedAgain(link, own)), settled(others)]);
      return part;
    } finally {
      for (const link of unstyled) if (!before.has(link)) own.add(link);
    }
  };
}

async function settled(links: readonly HTMLLinkElement[]): Promise<void> {
  await Promise.allSettled(links.map((link) => fetchedAgain(link)));
}

function fetchedAgain(link: HTMLLinkElement, own?: Set<HTMLLinkElement>): Promise<void> {
  return new Promise((resolve, reject) => {
    const again = link.cloneNode() as HTMLLinkElement;
    again.addEventListener("load", () => resolve());
    again.addEventListener("error", () => reject(new TypeError(`could not fetch ${link.href}`)));
    unstyled.delete(link);
    if (own?.delete(link)) own.add(again);
    link.replaceWith(again);
  });
}

/** A part in a file of its own, fetched when it is first shown. */
export function lazyPart<P extends Part>(load: Load<{ default: P }>) {
  return lazy(retried(withStyles(load)));
}

function sleep(ms: number): Promise<unknown> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
