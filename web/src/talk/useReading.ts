/**
 * Marks as read only what was on screen while the person was there: the window visible and in focus. A mark is one
 * position, so it moves over what is seen without a hole, or to the end when one stays there.
 */
import { useEffect, useRef } from "react";
import type { Room } from "../model/room";
import { actions } from "../state";

/** Staying at the end for so long means to have caught up. */
const STAY_MS = 1_200;

export interface Seen {
  /** The ordinals on screen. */
  readonly first: number;
  readonly last: number;
  /** The newest message is on screen. */
  readonly isAtEnd: boolean;
}

export function useReading(room: Room, see: () => Seen | null): void {
  const stay = useRef(0);
  const looked = useRef(() => {});

  useEffect(() => {
    looked.current = () => {
      clearTimeout(stay.current);
      const seen = (room.card.mine?.unread ?? 0) > 0 && isHere() ? see() : null;
      if (seen !== null) stay.current = mark(room, seen);
    };
    looked.current();
  });

  useEffect(() => {
    const look = () => looked.current();
    addEventListener("focus", look);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearTimeout(stay.current);
      removeEventListener("focus", look);
      document.removeEventListener("visibilitychange", look);
    };
  }, []);
}

/** Returns the timer that marks everything, if it takes staying. */
function mark({ id, card }: Room, { first, last, isAtEnd }: Seen): number {
  const read_n = card.mine?.read_n ?? 0;
  if (first <= read_n + 1) {
    if (last > read_n) actions.readUpTo(id, last);
    return 0;
  }
  return isAtEnd ? window.setTimeout(() => isHere() && actions.readUpTo(id, card.message_n), STAY_MS) : 0;
}

export function isHere(): boolean {
  return document.visibilityState === "visible" && document.hasFocus();
}
