/** The first page of a chronology, as it is now, and earlier pages as they were asked for. */
import { useCallback, useEffect, useRef, useState } from "react";
import type { Chronology, ChronologyEntry, IncidentView } from "../../api/generated";
import { type Filter, incidents } from "./api";

const AGAIN_MS = 3_000;

export interface Live {
  readonly view: IncidentView | null;
  readonly entries: readonly ChronologyEntry[];
  /** The last answer did not come: what is shown is of `at`. */
  readonly isStale: boolean;
  readonly at: number;
  readonly hasMore: boolean;
  readonly more: () => Promise<void>;
  /** Something was changed here: do not wait for the next time. */
  readonly again: () => void;
}

interface Shown {
  readonly view: IncidentView;
  readonly first: readonly ChronologyEntry[];
  readonly next: string | null;
}

interface Earlier {
  readonly entries: readonly ChronologyEntry[];
  readonly next: string | null;
}

export function useChronology(id: string, { status, kind, responsible, query }: Filter): Live {
  const [shown, setShown] = useState<Shown | null>(null);
  const [earlier, setEarlier] = useState<Earlier | null>(null);
  const [at, setAt] = useState(0);
  const [isStale, setStale] = useState(false);
  const [round, setRound] = useState(0);
  const known = useRef(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks the same question at once.
  useEffect(() => {
    const giveUp = new AbortController();
    let isAsking = false;
    known.current = 0;
    const taken = ({ view, entries, next }: Chronology) => {
      if (giveUp.signal.aborted) return;
      known.current = view.revision;
      setShown((before) =>
        entries === null ? before && { ...before, view } : { view, first: entries, next },
      );
      setAt(Date.now());
      setStale(false);
    };
    const filter = { status, kind, responsible, query };
    const ask = () => incidents.chronology(id, filter, "", known.current, giveUp.signal);
    function look() {
      const isHidden = known.current > 0 && document.visibilityState !== "visible";
      if (isAsking || isHidden) return;
      isAsking = true;
      ask()
        .then(taken, () => setStale(!giveUp.signal.aborted))
        .finally(() => {
          isAsking = false;
        });
    }
    look();
    const timer = setInterval(look, AGAIN_MS);
    return () => {
      giveUp.abort();
      clearInterval(timer);
    };
  }, [id, status, kind, responsible, query, round]);

  // Another question has other pages.
  // biome-ignore lint/correctness/useExhaustiveDependencies: they are the question.
  useEffect(() => setEarlier(null), [id, status, kind, responsible, query]);

  const next = earlier === null ? (shown?.next ?? null) : earlier.next;
  const more = useCallback(async () => {
    if (next === null) return;
    const found = await incidents.chronology(id, { status, kind, responsible, query }, next, 0);
    setEarlier((before) => ({
      entries: [...(before?.entries ?? []), ...(found.entries ?? [])],
      next: found.next,
    }));
  }, [id, status, kind, responsible, query, next]);
  const again = useCallback(() => setRound((n) => n + 1), []);
  return {
    view: shown?.view ?? null,
    entries: merged(shown?.first ?? [], earlier?.entries ?? []),
    isStale,
    at,
    hasMore: next !== null,
    more,
    again,
  };
}

/** Each entry once: while new ones come, one may stand on two pages; the first page has it as it is now. */
export function merged(
  first: readonly ChronologyEntry[],
  earlier: readonly ChronologyEntry[],
): readonly ChronologyEntry[] {
  const seen = new Set(first.map(({ number }) => number));
  const rest = earlier.filter(({ number }) => !seen.has(number) && seen.add(number));
  return [...first, ...rest].sort((a, b) => b.happened_at - a.happened_at || b.number - a.number);
}
