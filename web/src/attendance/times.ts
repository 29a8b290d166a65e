/** From when until when, as an office writes it. */
import type { ReportView } from "../api/generated";
import { useText } from "../i18n";
import { clockOf, dayHeadingOf, isoDayOf } from "../i18n/time";
import { useNow } from "../shell/useNow";
import { useWords } from "./words";

/** 12/10(木), 12/10(木)〜12/12(土), 12/10(木) 13:00〜15:00. */
export function useTimes(): (one: ReportView) => string {
  const t = useText();
  const w = useWords();
  const now = useNow();
  return ({ begins_at, ends_at, is_whole_days }) => {
    const first = dayHeadingOf(begins_at, now, t);
    const isOneDay = isoDayOf(begins_at) === isoDayOf(ends_at - 1);
    const last = dayHeadingOf(ends_at - 1, now, t);
    if (is_whole_days) return isOneDay ? first : w.between(first, last);
    const end = isOneDay ? clockOf(ends_at) : `${last} ${clockOf(ends_at)}`;
    return w.between(`${first} ${clockOf(begins_at)}`, end);
  };
}
