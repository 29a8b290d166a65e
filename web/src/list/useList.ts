import { useCallback, useState } from "react";
import { type Answer, type OnePage, type Pages, usePages } from "../shell/useAnswer";

type PageOf<K extends string> = { readonly [key in K]: readonly unknown[] } & {
  /** Where the next page begins; null after the last. */
  readonly next: string | number | null;
};

export interface Listed<Page, Item> extends Pages<Item> {
  /** What the latest page says besides: how many there are, and the like. */
  readonly page: Page | null;
  /** Ask for the same list from its beginning: something in it has changed. */
  readonly restart: () => void;
}

/** A list of the server's that comes in pages; its items stand under `key`. `ask` keeps its identity while the question is the same. */
export function useList<K extends string, Page extends PageOf<K>>(
  key: K,
  ask: (after: string | null, signal: AbortSignal) => Promise<Page>,
): Listed<Page, Page[K][number]> {
  const [page, setPage] = useState<Page | null>(null);
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round begins the same list again.
  const askPage = useCallback(
    async (after: string | null, signal: AbortSignal): Promise<OnePage<Page[K][number]>> => {
      const found = await ask(after, signal);
      if (!signal.aborted) setPage(found);
      return { items: found[key], next: found.next === null ? null : String(found.next) };
    },
    [key, ask, round],
  );
  const pages = usePages(askPage);
  const restart = useCallback(() => setRound((n) => n + 1), []);
  return { ...pages, page, restart };
}

/** A list that the server answers whole. */
export function wholeList<T, Item>(
  answer: Answer<T> & { readonly again: () => void },
  itemsOf: (value: T) => readonly Item[],
): Pages<Item> {
  const items = answer.value === null ? [] : itemsOf(answer.value);
  const error = answer.phase === "failed" ? answer.error : null;
  return {
    items,
    pages: [],
    phase: answer.phase,
    error,
    hasMore: false,
    more: answer.again,
    again: answer.again,
  };
}
