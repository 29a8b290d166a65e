/** A meeting as it is now: what is shown is asked for again and again, the rest when it has changed. */
import { useCallback, useEffect, useRef, useState } from "react";
import type { MeetingView, ShownPage } from "../api/generated";
import { meetings } from "./api";

/** So soon everybody is on the page of the chair. */
const LOOK_MS = 1_500;
/** When it is over, or its page is not looked at. */
const REST_MS = 20_000;

export interface Meeting {
  readonly view: MeetingView;
  readonly shown: ShownPage;
  /** There is no line: the page of the chair is not known. */
  readonly isCut: boolean;
  readonly setView: (view: MeetingView) => void;
  readonly setShown: (shown: ShownPage) => void;
}

export function useMeeting(first: MeetingView): Meeting {
  const { id } = first.meeting;
  const [view, setView] = useState(first);
  const [shown, setShown] = useState(first.shown);
  const [isCut, setCut] = useState(false);
  const known = useRef(first.shown.revision);
  const take = useCallback((next: MeetingView) => {
    known.current = next.shown.revision;
    setView(next);
    setShown(next.shown);
  }, []);
  useEffect(() => {
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const once = async () => {
      const now = await meetings.shown(id);
      const next = now.revision === known.current ? null : await meetings.one(id);
      if (!isOver) setShown(now);
      if (!isOver && next !== null) take(next);
      return now;
    };
    const look = async () => {
      const wait = await once().then(waitAfter, () => null);
      if (isOver) return;
      setCut(wait === null);
      timer = setTimeout(() => void look(), wait ?? LOOK_MS * 2);
    };
    const now = () => {
      if (document.visibilityState !== "visible") return;
      clearTimeout(timer);
      timer = setTimeout(() => void look(), 0);
    };
    timer = setTimeout(() => void look(), LOOK_MS);
    document.addEventListener("visibilitychange", now);
    return () => {
      isOver = true;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", now);
    };
  }, [id, take]);
  return { view, shown, isCut, setView: take, setShown };
}

function waitAfter({ is_over }: ShownPage): number {
  return is_over || document.visibilityState !== "visible" ? REST_MS : LOOK_MS;
}
