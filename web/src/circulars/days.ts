import type { Text } from "../i18n";
import { dayHeadingOf } from "../i18n/time";

/** A day of the server's (2026-11-30) as people read it: 11月30日(月). */
export function dayText(day: string, now: number, t: Text): string {
  return dayHeadingOf(Date.parse(`${day}T00:00:00+09:00`), now, t);
}
