/** Keys on a row of the room list, or on the head of a group; each of them has `data-row`. */
import type { KeyboardEvent } from "react";
import { text } from "../i18n";
import type { RoomCard } from "../model/types";
import { toast } from "../parts/toasts";
import { actions } from "../state";
import { isUnread } from "./groups";
import { markRoomUnread } from "./RoomMenu";

export function pressRowKey(event: KeyboardEvent, list: HTMLElement | null, rooms: readonly RoomCard[]) {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const key = event.key.toLowerCase();
  if (key === "m") markRead(event.target, rooms);
  else if (key === "u") markUnread(event.target, rooms);
  else moveBetweenRows(event, list);
}

function roomOf(row: EventTarget, rooms: readonly RoomCard[]): RoomCard | undefined {
  const id = row instanceof HTMLElement ? row.dataset.row : undefined;
  return rooms.find((each) => each.id === id);
}

function markUnread(row: EventTarget, rooms: readonly RoomCard[]) {
  const room = roomOf(row, rooms);
  if (room?.mine?.unread === 0 && room.message_n > 0) markRoomUnread(room.id, text());
}

function markRead(row: EventTarget, rooms: readonly RoomCard[]) {
  const room = roomOf(row, rooms);
  if (room && isUnread(room)) {
    actions.markAllRead(room.id).catch((error: unknown) => toast.problem(error, text().shell.failed));
  }
}

function moveBetweenRows(event: KeyboardEvent, list: HTMLElement | null) {
  const step = STEPS[event.key];
  if (step === undefined || list === null) return;
  const rows = [...list.querySelectorAll<HTMLElement>("[data-row]")];
  const at = document.activeElement instanceof HTMLElement ? rows.indexOf(document.activeElement) : -1;
  if (at === -1) return;
  event.preventDefault();
  rows[step === "first" ? 0 : step === "last" ? rows.length - 1 : at + step]?.focus();
}

const STEPS: Readonly<Record<string, number | "first" | "last">> = {
  ArrowDown: 1,
  ArrowUp: -1,
  Home: "first",
  End: "last",
};
