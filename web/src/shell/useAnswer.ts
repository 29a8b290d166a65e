/** Ask the server something on behalf of one screen; what is no longer wanted is given up. */
import { useCallback, useEffect, useState } from "react";

export type Answer<T> =
  | { readonly phase: "asking"; readonly value: T | null }
  | { readonly phase: "known"; readonly value: T }
  | { readonly phase: "failed"; readonly value: T | null; readonly error: unknown };

/** `ask` must keep its identity while the question is the same. While a new answer is on its way the last one stays. */
export function useAnswer<T>(ask: (signal: AbortSignal) => Promise<T>): Answer<T> & { again: () => void } {
  const [answer, setAnswer] = useState<Answer<T>>({ phase: "asking", value: null });
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks the same question again.
  useEffect(() => {
    const giveUp = new AbortController();
    setAnswer(({ value }) => ({ phase: "asking", value }));
    ask(giveUp.signal).then(
      (value) => {
        if (!giveUp.signal.aborted) setAnswer({ phase: "known", value });
      },
      (error: unknown) => {
        if (!giveUp.signal.aborted) setAnswer(({ value }) => ({ phase: "failed", value, error }));
      },
    );
    return () => giveUp.abort();
  }, [ask, round]);
  const again = useCallback(() => setRound((n) => n + 1), []);
  return { ...answer, again };
}

/** The value as it was `ms` ago at the latest change: for questions that follow typing. */
export function useSettled<T>(value: T, ms = 200): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
}

export interface Pages<Item, About = undefined> {
  readonly items: readonly Item[];
  readonly pages: readonly OnePage<Item, About>[];
  readonly phase: "asking" | "known" | "failed";
  readonly error: unknown;
  readonly hasMore: boolean;
  readonly more: () => void;
  readonly again: () => void;
}

export interface OnePage<Item, About = undefined> {
  /** What else the answer says. */
  readonly about?: About;
  readonly items: readonly Item[];
  readonly next: string | null;
}

/** A list that comes in pages. `ask` must keep its identity while the question is the same. */
export function usePages<Item, About = undefined>(
  ask: (after: string | null, signal: AbortSignal) => Promise<OnePage<Item, About>>,
): Pages<Item, About> {
  const [pages, setPages] = useState<readonly OnePage<Item, About>[]>([]);
  const [phase, setPhase] = useState<Pages<Item>["phase"]>("asking");
  const [error, setError] = useState<unknown>(null);
  const [wanted, setWanted] = useState<{ after: string | null; round: number }>({ after: null, round: 0 });

  // biome-ignore lint/correctness/useExhaustiveDependencies: another question starts again at its first page.
  useEffect(() => {
    setWanted(({ round }) => ({ after: null, round: round + 1 }));
  }, [ask]);

  useEffect(() => {
    if (wanted.round === 0) return;
    const giveUp = new AbortController();
    setPhase("asking");
    ask(wanted.after, giveUp.signal).then(
      (page) => {
        if (giveUp.signal.aborted) return;
        setPages((before) => (wanted.after === null ? [page] : [...before, page]));
        setPhase("known");
      },
      (refusal: unknown) => {
        if (giveUp.signal.aborted) return;
        setError(refusal);
        setPhase("failed");
      },
    );
    return () => giveUp.abort();
  }, [ask, wanted]);

  const next = pages.at(-1)?.next ?? null;
  const more = useCallback(() => {
    if (next !== null) setWanted(({ round }) => ({ after: next, round: round + 1 }));
  }, [next]);
  const again = useCallback(() => setWanted(({ after, round }) => ({ after, round: round + 1 })), []);
  return {
    items: pages.flatMap((page) => page.items),
    pages,
    phase,
    error,
    hasMore: next !== null,
    more,
    again,
  };
}
