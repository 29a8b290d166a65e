/** The order of the room list: each group answers one question a clerk has. */
import type { Id, RoomCard } from "../model/types";

export type GroupKey = "unread" | "favourites" | "groups" | "outside" | "direct" | "archived";

export interface RoomGroup {
  readonly key: GroupKey;
  readonly rooms: readonly RoomCard[];
}

/** Everybody in it is from one's own body, and no guest. */
export function isInside(room: RoomCard): boolean {
  return room.guest_count === 0 && room.organizations.length === 0;
}

export function isUnread(room: RoomCard): boolean {
  const { mine } = room;
  if (mine === null || room.archived_at !== null) return false;
  return mine.mentions > 0 || (mine.notify !== "none" && (mine.unread > 0 || mine.thread_unread > 0));
}

/**
 * `held`: the room on screen. It stays among the unread until one goes elsewhere, although opening it has
 * read it: a list that moves under the pointer opens the wrong room.
 */
export function groupsOf(rooms: readonly RoomCard[], held: ReadonlySet<Id>): readonly RoomGroup[] {
  const groups: Record<GroupKey, RoomCard[]> = {
    unread: rooms.filter((room) => isUnread(room) || held.has(room.id)),
    favourites: [],
    groups: [],
    outside: [],
    direct: [],
    archived: [],
  };
  for (const room of rooms) groups[homeOf(room)].push(room);
  return ORDER.map((key) => ({ key, rooms: groups[key] })).filter((group) => group.rooms.length > 0);
}

const ORDER: readonly GroupKey[] = ["unread", "favourites", "groups", "outside", "direct", "archived"];

function homeOf(room: RoomCard): GroupKey {
  if (room.archived_at !== null) return "archived";
  if (room.mine?.favourite) return "favourites";
  if (room.kind === "direct") return "direct";
  return isInside(room) ? "groups" : "outside";
}

/** The unread room after (`step` 1) or before (-1) the present one, in the order of the list; round at its ends. */
export function nextUnread(rooms: readonly RoomCard[], present: Id | null, step: 1 | -1): RoomCard | null {
  const inOrder = groupsOf(rooms, new Set()).flatMap((group) => (group.key === "unread" ? [] : group.rooms));
  const start = inOrder.findIndex((room) => room.id === present);
  for (let i = 1; i <= inOrder.length; i++) {
    const at = start === -1 && step === -1 ? inOrder.length - i : start + step * i;
    const room = inOrder[((at % inOrder.length) + inOrder.length) % inOrder.length];
    if (room && room.id !== present && isUnread(room)) return room;
  }
  return null;
}
