/** The addresses of the counter. */
import type { View } from "./api";

export const VIEWS: readonly View[] = ["new", "mine", "applicant", "approval", "due", "open", "closed"];

/** The counter in numbers. */
export const FIGURES = "/cases?view=figures";
/** What other sections ask. */
export const OPINIONS = "/cases?view=opinions";
/** 収納: not a view of cases, but of what was paid for them. */
export const PAYMENTS_PATH = "/cases?view=payments";

export function viewPath(view: View): string {
  return view === "open" ? "/cases" : `/cases?view=${view}`;
}

export function casePath(caseId: string): string {
  return `/cases/${encodeURIComponent(caseId)}`;
}

export function viewOf(named: string | null): View {
  return VIEWS.find((one) => one === named) ?? "open";
}
