/** Keys that work everywhere. Each has its line in the list of keys (`KeysDialog`). */
import { useEffect, useRef } from "react";
import type { RoomCard } from "../model/types";
import { isComposing } from "../parts/composing";
import { nextWaiting } from "../rooms/groups";
import { currentDialog, openDialog } from "../shell/dialogs";
import { isWriting } from "../shell/isWriting";
import { goBack, navigate, roomPath, routeOf } from "../shell/route";
import { useRooms } from "../state";

type Act = (rooms: readonly RoomCard[]) => void;

export function useKeys(): void {
  const rooms = useRooms();
  const latest = useRef(rooms);
  latest.current = rooms;
  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (event.defaultPrevented || isComposing(event)) return;
      const act = actOf(event);
      if (act === null) return;
      event.preventDefault();
      act(latest.current);
    }
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
}

function actOf(event: KeyboardEvent): Act | null {
  const command = event.ctrlKey || event.metaKey;
  if (command && !event.altKey && event.key.toLowerCase() === "k") return event.shiftKey ? search : find;
  if (currentDialog() !== null) return null;
  if (event.altKey && !command) return WITH_ALT[event.code] ?? null;
  if (command || isWriting(event.target)) return null;
  if (event.key === "Escape") return closeSide();
  return ALONE[event.key] ?? null;
}

const find: Act = () => openDialog({ kind: "switcher" });
const search: Act = () => navigate("/search");

const WITH_ALT: Readonly<Record<string, Act>> = {
  ArrowDown: (rooms) => goUnread(rooms, 1),
  ArrowUp: (rooms) => goUnread(rooms, -1),
  KeyN: () => openDialog({ kind: "new-talk" }),
  KeyW: write,
};

const ALONE: Readonly<Record<string, Act>> = {
  "?": () => openDialog({ kind: "keys" }),
};

function goUnread(rooms: readonly RoomCard[], step: 1 | -1) {
  const route = routeOf(location.pathname, location.search);
  const isRoom = route.page === "room";
  const thread = isRoom && route.side?.kind === "thread" ? route.side.of : null;
  const next = nextWaiting(rooms, { room: isRoom ? route.roomId : null, thread }, step);
  if (next === null) return;
  navigate(roomPath(next.room.id, next.thread === null ? {} : { side: { kind: "thread", of: next.thread } }));
}

/** To where one writes: in the thread that stands open, or in the room. */
function write(): void {
  [...document.querySelectorAll<HTMLElement>("[data-composer] textarea")].at(-1)?.focus();
}

/** Esc leaves what stands beside the timeline. */
function closeSide(): Act | null {
  const route = routeOf(location.pathname, location.search);
  if (route.page !== "room" || route.side === null) return null;
  return () => goBack(roomPath(route.roomId));
}
