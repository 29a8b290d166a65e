import type { FormView } from "../api/generated";
import type { Draft } from "./useDraft";

/** What each page of a form is given: the form, its draft, and how to say that the form is another one now. */
export interface SectionProps {
  view: FormView;
  draft: Draft;
  onView: (view: FormView) => void;
}
