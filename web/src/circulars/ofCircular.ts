import type { CircularView } from "../api/generated";

/** A circular on screen, and what an act made of it. */
export interface OfCircular {
  readonly view: CircularView;
  readonly onView: (view: CircularView) => void;
}
