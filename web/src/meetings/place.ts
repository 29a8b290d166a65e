/** Where one is in the papers of a meeting, and whether one goes with the chair. */
import type { MeetingPaper, ShownPage } from "../api/generated";
import type { Id } from "../model/types";

export interface Place {
  readonly paper: Id | null;
  readonly page: number;
  /** Goes where the chair goes. */
  readonly follows: boolean;
}

/** Whoever comes is on the page that is shown; before anything is shown one looks around by oneself. */
export function placeAtFirst(shown: ShownPage): Place {
  return { paper: shown.paper_id, page: shown.page, follows: true };
}

/** The place after something else is shown; nothing shown: one stays where one is. */
export function placeAfter(place: Place, shown: ShownPage): Place {
  if (!place.follows || shown.paper_id === null) return place;
  if (place.paper === shown.paper_id && place.page === shown.page) return place;
  return { ...place, paper: shown.paper_id, page: shown.page };
}

/** Somebody turns pages by themselves: they go with the chair no more, where the chair shows something. */
export function placeTurned(place: Place, paper: Id, page: number, shown: ShownPage): Place {
  return { paper, page, follows: place.follows && shown.paper_id === null };
}

/** The page within what the paper has. */
export function pageWithin(paper: MeetingPaper, page: number): number {
  return Math.min(Math.max(page, 1), Math.max(paper.pages.length, 1));
}
