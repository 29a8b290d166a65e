/** Turning pages: with the chair, by oneself, or as the chair. */
import { useCallback, useEffect, useState } from "react";
import type { MeetingPaper } from "../api/generated";
import type { Id } from "../model/types";
import { useWork } from "../shell/useWork";
import { meetings } from "./api";
import { type Place, pageWithin, placeAfter, placeAtFirst, placeTurned } from "./place";
import type { Meeting } from "./useMeeting";

export interface Turning {
  readonly place: Place;
  /** The paper one looks at; null: none, or it was taken away. */
  readonly paper: MeetingPaper | null;
  readonly page: number;
  /** Everybody who follows sees the pages one opens. */
  readonly isPresenting: boolean;
  readonly turn: (paper: Id, page: number) => void;
  readonly follow: (follows: boolean) => void;
  readonly present: (presents: boolean) => void;
}

export function usePlace({ view, shown, setShown }: Meeting): Turning {
  const { id } = view.meeting;
  const [place, setPlace] = useState<Place>(() => placeAtFirst(shown));
  const [isPresenting, setPresenting] = useState(false);
  const { run } = useWork();
  useEffect(() => setPlace((before) => placeAfter(before, shown)), [shown]);
  const paper = view.papers.find((one) => one.id === place.paper) ?? null;
  const paperId = paper?.id ?? null;
  const isReady = paper !== null && paper.state !== "preparing";
  useEffect(() => {
    // That it could not be noted keeps nobody from reading.
    if (paperId !== null && isReady) meetings.opened(id, paperId).catch(() => undefined);
  }, [id, paperId, isReady]);
  const show = (paper_id: Id | null, page: number) =>
    void run(async () => setShown(await meetings.show(id, { paper_id, page })));
  const canShow = (one: MeetingPaper | undefined) => one !== undefined && one.pages.length > 0;
  const turn = (to: Id, wanted: number) => {
    const found = view.papers.find((one) => one.id === to);
    const page = found === undefined ? 1 : pageWithin(found, wanted);
    if (isPresenting && !shown.is_over) {
      setPlace({ paper: to, page, follows: false });
      if (canShow(found)) show(to, page);
    } else setPlace((before) => placeTurned(before, to, page, shown));
  };
  const present = (presents: boolean) => {
    setPresenting(presents);
    if (!presents) show(null, 1);
    else {
      setPlace((before) => ({ ...before, follows: false }));
      if (paper !== null && canShow(paper)) show(paper.id, pageWithin(paper, place.page));
    }
  };
  const follow = useCallback(
    (follows: boolean) => {
      setPresenting(false);
      setPlace((before) => placeAfter({ ...before, follows }, shown));
    },
    [shown],
  );
  return {
    place,
    paper,
    page: paper === null ? 1 : pageWithin(paper, place.page),
    isPresenting: isPresenting && !shown.is_over,
    turn,
    follow,
    present,
  };
}
