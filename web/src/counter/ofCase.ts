import type { CaseView } from "../api/generated";

export interface OfCase {
  view: CaseView;
  /** What stands now, after an act. */
  onView: (view: CaseView) => void;
}
