/** The order of the room list: each group answers one question a clerk has. */
import { isWaiting } from "../model/rooms";
import type { Id, RoomCard } from "../model/types";

/** Of the list's own groups; a section of one's own is called by its name behind `section:`. */
export type OwnKey = "unread" | "favourites" | "groups" | "outside" | "direct" | "quiet" | "archived";
export type GroupKey = OwnKey | `section:${string}`;

export interface RoomGroup {
  readonly key: GroupKey;
  readonly rooms: readonly RoomCard[];
}

/** Everybody in it is from one's own body, and no guest. */
export function isInside(room: RoomCard): boolean {
  return room.guest_count === 0 && room.organizations.length === 0 && !room.alliance_id;
}

export function isUnread(room: RoomCard): boolean {
  const { mine } = room;
  if (mine === null || room.archived_at !== null) return false;
  return mine.mentions > 0 || (mine.notify !== "none" && isWaiting(mine));
}

/**
 * `held`: the room on screen. It stays among the unread until one goes elsewhere, although opening it has
 * read it: a list that moves under the pointer opens the wrong room.
 */
export function groupsOf(rooms: readonly RoomCard[], held: ReadonlySet<Id>): readonly RoomGroup[] {
  const groups = new Map<GroupKey, RoomCard[]>();
  const waiting = rooms.filter((room) => isUnread(room) || held.has(room.id));
  if (waiting.length > 0) groups.set("unread", waiting);
  for (const room of rooms) {
    const home = homeOf(room, held);
    groups.set(home, [...(groups.get(home) ?? []), room]);
  }
  const sections = [...groups.keys()].filter((key) => !isOwn(key)).sort((a, b) => a.localeCompare(b, "ja"));
  return [...FIRST, ...sections, ...THEN].flatMap((key) => {
    const found = groups.get(key);
    return found === undefined ? [] : [{ key, rooms: found }];
  });
}

const FIRST: readonly OwnKey[] = ["unread", "favourites"];
const THEN: readonly OwnKey[] = ["groups", "outside", "direct", "quiet", "archived"];
const SECTION = "section:";

export function isOwn(key: GroupKey): key is OwnKey {
  return !key.startsWith(SECTION);
}

/** What a section of one's own is called. */
export function sectionName(key: GroupKey): string {
  return key.slice(SECTION.length);
}

function homeOf(room: RoomCard, held: ReadonlySet<Id>): GroupKey {
  if (room.archived_at !== null) return "archived";
  if (room.mine?.hide_quiet && !isUnread(room) && !held.has(room.id)) return "quiet";
  if (room.mine?.favourite) return "favourites";
  if (room.mine?.section) return `${SECTION}${room.mine.section}`;
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

/** Where the keys lead next: a room with something unread, or the unread thread of one that has nothing else. */
export interface Waiting {
  readonly room: RoomCard;
  /** The thread to open in it; null when its timeline has something unread itself. */
  readonly thread: Id | null;
}

/** `thread`: what stands open in the present room. */
export function nextWaiting(
  rooms: readonly RoomCard[],
  present: { readonly room: Id | null; readonly thread: Id | null },
  step: 1 | -1,
): Waiting | null {
  const room = nextUnread(rooms, present.room, step);
  if (room !== null) return { room, thread: threadIn(room, null) };
  // Nothing elsewhere: a thread of the room one is in.
  const here = rooms.find(({ id }) => id === present.room);
  const thread = here && isUnread(here) ? firstThread(here, present.thread) : null;
  return here && thread !== null ? { room: here, thread } : null;
}

function threadIn(room: RoomCard, open: Id | null): Id | null {
  const { mine } = room;
  return mine === null || mine.unread > 0 || mine.mentions > 0 ? null : firstThread(room, open);
}

function firstThread({ mine }: RoomCard, open: Id | null): Id | null {
  return mine?.threads.find(({ root_id }) => root_id !== open)?.root_id ?? null;
}
