/**
 * Where the people of the body are, for the word beside each name. Asked for once somebody's name is shown, then now and
 * again while one looks on; what begins or ends meanwhile is known beforehand.
 */
import { useEffect, useSyncExternalStore } from "react";
import type { ReportsNow, ReportView } from "../api/generated";
import type { Id } from "../model/types";
import { ask } from "../net/http";
import { useMay } from "../shell/useMay";
import { useNow } from "../shell/useNow";

const AGAIN_MS = 3 * 60_000;
const NONE: readonly ReportView[] = [];

let known: ReadonlyMap<Id, readonly ReportView[]> = new Map();
let askedAt = 0;
const listeners = new Set<() => void>();

/** What holds for somebody at this minute; null: nothing was reported. */
export function useWhereabouts(id: Id): ReportView | null {
  const mayAsk = useMay()("see_directory");
  const now = useNow();
  const reports = useSyncExternalStore(listen, () => known.get(id) ?? NONE);
  useEffect(() => {
    if (mayAsk && now - askedAt >= AGAIN_MS) askAgain();
  }, [mayAsk, now]);
  return mayAsk ? holding(reports, now) : null;
}

/** Of several that cover an instant the one reported last. */
export function holding(reports: readonly ReportView[], at: number): ReportView | null {
  let found: ReportView | null = null;
  for (const one of reports) {
    const covers = one.begins_at <= at && at < one.ends_at;
    if (covers && (found === null || one.made_at >= found.made_at)) found = one;
  }
  return found;
}

/** Something was reported here: do not wait for the next time. */
export function askAgain(): void {
  askedAt = Date.now();
  ask<ReportsNow>("GET", "/api/attendance/now").then(({ reports }) => {
    const found = new Map<Id, ReportView[]>();
    for (const one of reports) found.set(one.member_id, [...(found.get(one.member_id) ?? []), one]);
    known = found;
    for (const listener of listeners) listener();
  }, ignore);
}

/** Without a line there is no word beside names, and nothing to say about it. */
function ignore(): void {
  askedAt = Date.now();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
