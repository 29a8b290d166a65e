import type { CaseRow } from "../api/generated";
import type { Text } from "../i18n";
import { dayHeadingOf } from "../i18n/time";

export type CaseState = CaseRow["state"];

/** How a state looks: what waits for the section stands out, what is over does not. */
export function toneOf(state: CaseState): "plain" | "accent" | "done" {
  if (state === "done") return "done";
  return state === "received" || state === "examining" ? "accent" : "plain";
}

/** Whether a day (2026-11-30) is over today, in Japan. */
export function isOver(day: string | null, today: string): boolean {
  return day !== null && day < today;
}

/** A day of the server's (2026-11-30) as people read it: 11月30日(月). */
export function dayText(day: string, now: number, t: Text): string {
  return dayHeadingOf(Date.parse(`${day}T00:00:00+09:00`), now, t);
}

/** All states, in the order in which a case comes through them. */
export const STATES: readonly CaseState[] = [
  "received",
  "examining",
  "correcting",
  "deciding",
  "delivering",
  "done",
  "refused",
  "withdrawn",
];
