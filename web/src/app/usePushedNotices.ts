/** What pushes brought to this device's screen, while a page of ours is open: led from, taken off, counted. */
import { useEffect, useRef } from "react";
import type { RoomCard } from "../model/types";
import { isNoticeRead, isOnScreen, unreadThreadsOf } from "../model/unreadNotices";
import { isInFront } from "../net/presence";
import { closeNotices, hearNavigation, isPushed, resumePush, setBadge } from "../net/push";
import { navigate, type Route, useRoute } from "../shell/route";
import { useMe, useRooms, useUnread } from "../state";

export function usePushedNotices(): void {
  const { person } = useMe();
  useEffect(() => hearNavigation(navigate), []);
  useEffect(() => {
    // A refusal is no harm: until the next page, this browser is told as before.
    void resumePush(person.id).catch(() => undefined);
  }, [person.id]);
  useClosing(person.id);
  useBadge();
}

/** Rooms change with every message; the notices are asked for once they have settled. */
const SETTLED_MS = 400;

/** What was read, here or on another device, need not stand there any more; nor what is on screen. */
function useClosing(me: string): void {
  const rooms = useRooms();
  const route = useRoute();
  const threads = useRef<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const timer = setTimeout(() => {
      const before = threads.current;
      threads.current = unreadThreadsOf(rooms);
      if (isPushed(me)) void closeRead(rooms, route, before);
    }, SETTLED_MS);
    return () => clearTimeout(timer);
  }, [rooms, route, me]);
  useEffect(() => {
    const look = () => {
      if (isInFront() && isPushed(me)) void closeRead(rooms, route, threads.current);
    };
    addEventListener("focus", look);
    document.addEventListener("visibilitychange", look);
    return () => {
      removeEventListener("focus", look);
      document.removeEventListener("visibilitychange", look);
    };
  }, [rooms, route, me]);
}

function closeRead(rooms: readonly RoomCard[], route: Route, before: ReadonlySet<string>): Promise<void> {
  const isSeen = isInFront() ? (tag: string) => isShownBy(route, tag) : () => false;
  return closeNotices((tag, data) => isSeen(tag) || isNoticeRead(tag, data, rooms, before));
}

function isShownBy(route: Route, tag: string): boolean {
  if (route.page !== "room") return false;
  return isOnScreen(tag, route.roomId, route.side?.kind === "thread" ? route.side.of : null);
}

function useBadge(): void {
  const { messages, threads } = useUnread();
  useEffect(() => setBadge(messages + threads), [messages, threads]);
}
