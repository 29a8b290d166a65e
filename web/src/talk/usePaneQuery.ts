import { useCallback, useEffect, useState } from "react";

export interface Asked<T> {
  readonly answer: T | null;
  readonly error: unknown;
  again(): void;
}

/** An answer for a pane: asked when it opens and when the question changes; the old one shows until then. */
export function usePaneQuery<T>(ask: (signal: AbortSignal) => Promise<T>): Asked<T> {
  const [answer, setAnswer] = useState<T | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` asks again.
  useEffect(() => {
    const stop = new AbortController();
    setError(null);
    ask(stop.signal).then(
      (got) => stop.signal.aborted || setAnswer(got),
      (failure: unknown) => stop.signal.aborted || setError(failure ?? new Error()),
    );
    return () => stop.abort();
  }, [ask, round]);
  return { answer, error, again: useCallback(() => setRound((before) => before + 1), []) };
}
