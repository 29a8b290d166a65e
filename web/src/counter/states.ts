import type { CaseRow } from "../api/generated";

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
