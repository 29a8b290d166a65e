/**
 * Marks as read only what was on screen while the person was there: the window visible and in focus. A mark is one
 * position, so it moves over what is seen without a hole, or to the end when one stays there.
 */
import { useEffect, useLayoutEffect, useRef } from "react";
import type { Room } from "../model/room";
import { actions } from "../state";

/** Staying at the end for so long means to have caught up. */
const STAY_MS = 1_200;
const LOOK_AGAIN_MS = 400;

export interface Seen {
  /** The ordinals on screen. */
  readonly first: number;
  readonly last: number;
  /** The newest message is on screen. */
  readonly isAtEnd: boolean;
}

export function useReading(room: Room, see: () => Seen | null): void {
  // Before the first look: what was marked as unread is read once one comes back.
  useLayoutEffect(() => actions.release(room.id, null), [room.id]);
  const stay = useRef<{ since: number | null }>({ since: null });
  const looked = useRef(() => {});

  useEffect(() => {
    looked.current = () => {
      if (room.isHeld) return;
      const { mine, message_n } = room.card;
      if (mine?.fresh && mine.unread === 0 && isHere()) actions.readUpTo(room.id, message_n, true);
      const seen = (mine?.unread ?? 0) > 0 && isHere() ? see() : null;
      if (seen !== null) mark(room, seen, stay.current);
    };
    looked.current();
  });

  // Rows are measured and scrolled after they were drawn: while something is unread, one looks again.
  const isUnread = !room.isHeld && ((room.card.mine?.unread ?? 0) > 0 || (room.card.mine?.fresh ?? false));
  useEffect(() => {
    if (!isUnread) return;
    const timer = setInterval(() => looked.current(), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [isUnread]);

  useEffect(() => {
    const look = () => looked.current();
    addEventListener("focus", look);
    document.addEventListener("visibilitychange", look);
    return () => {
      removeEventListener("focus", look);
      document.removeEventListener("visibilitychange", look);
    };
  }, []);
}

/** `stay`: since when one has been at the end. */
function mark({ id, card }: Room, { first, last, isAtEnd }: Seen, stay: { since: number | null }): void {
  const read_n = card.mine?.read_n ?? 0;
  const now = Date.now();
  stay.since = isAtEnd ? (stay.since ?? now) : null;
  if (first <= read_n + 1) {
    if (last > read_n) actions.readUpTo(id, last, true);
  } else if (stay.since !== null && now - stay.since >= STAY_MS) actions.readUpTo(id, card.message_n, true);
}

export function isHere(): boolean {
  return document.visibilityState === "visible" && document.hasFocus();
}
