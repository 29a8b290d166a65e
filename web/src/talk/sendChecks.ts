/** What one is asked before a message goes: where outsiders read, where it calls very many, and at night. */
import type { Draft } from "../model/draft";
import type { Person, RoomCard, Settings } from "../model/types";

export type SendCheck = "outsiders" | "everybody" | "night";

/** People in the room from which on a call to everybody is asked about. */
export const MANY = 50;
/** After so long without writing where outsiders read, one is asked again. */
const PAUSE_MS = 14 * 86_400_000;
const HOUR_MS = 3_600_000;

/** People of other bodies, or guests, who read along. */
export function outsidersIn(room: RoomCard): number {
  return room.guest_count + room.organizations.length + (room.alliance_id ? 1 : 0);
}

export function checkBefore(
  room: RoomCard,
  draft: Draft,
  person: Person,
  settings: Settings,
  now: number,
): SendCheck | null {
  if (person.kind !== "staff") return null;
  if (draft.mentions.some(({ kind }) => kind === "all") && room.member_count >= MANY) return "everybody";
  if (outsidersIn(room) > 0 && !isAgreed(agreedFor(person.id, room.id), outsidersIn(room), now)) {
    return "outsiders";
  }
  return settings.night_waits && isNight(now) && draft.files.length === 0 ? "night" : null;
}

/** From 20:00 to 7:00 and at the week's end, in Japan's time wherever the device thinks it is. */
export function isNight(now: number): boolean {
  const there = new Date(now + 9 * HOUR_MS);
  const hour = there.getUTCHours();
  return hour >= 20 || hour < 7 || there.getUTCDay() === 0 || there.getUTCDay() === 6;
}

interface Agreed {
  readonly at: number;
  readonly outsiders: number;
}

function isAgreed(agreed: Agreed | null, outsiders: number, now: number): boolean {
  return agreed !== null && now - agreed.at < PAUSE_MS && outsiders <= agreed.outsiders;
}

const keyOf = (person: string, room: string) => `kairan.outsiders.${person}.${room}`;

function agreedFor(person: string, room: string): Agreed | null {
  try {
    const [at = 0, outsiders = 0] = (localStorage.getItem(keyOf(person, room)) ?? "").split(" ").map(Number);
    return at > 0 ? { at, outsiders } : null;
  } catch {
    return null; // asked each time where the browser keeps nothing
  }
}

/** One knows who reads here, and has just written to them. */
export function agree(room: RoomCard, person: Person, now: number): void {
  if (outsidersIn(room) === 0) return;
  try {
    localStorage.setItem(keyOf(person.id, room.id), `${now} ${outsidersIn(room)}`);
  } catch {
    // As above.
  }
}
