/** My rooms together: their order, their names, what is unread. */
import type { Room } from "./room";
import type { Id, MyRoom, RoomCard } from "./types";

/** The latest talk first. */
export function byLatest(a: RoomCard, b: RoomCard): number {
  return latestOf(b) - latestOf(a) || (a.id < b.id ? -1 : 1);
}

export function latestOf(card: RoomCard): number {
  return card.last?.at ?? card.created_at;
}

/** Direct talk is named after the others in it; family names suffice from three on. */
export function roomNameOf(
  card: Pick<RoomCard, "kind" | "name" | "people">,
  words: { nobody: string; separator: string },
): string {
  if (card.name !== null) return card.name;
  const { people } = card;
  if (people.length === 0) return words.nobody;
  if (people.length === 1) return people[0]?.name ?? words.nobody;
  return people.map((person) => familyNameOf(person.name)).join(words.separator);
}

export function familyNameOf(name: string): string {
  return name.split(/[ \u3000]/, 1)[0] ?? name;
}

export interface UnreadTotal {
  readonly rooms: number;
  readonly messages: number;
  readonly mentions: number;
  readonly threads: number;
  /** Messages that wait for my confirmation, also in rooms of which I want to hear nothing. */
  readonly confirmations: number;
}

export function unreadOf(cards: Iterable<RoomCard>): UnreadTotal {
  const total = { rooms: 0, messages: 0, mentions: 0, threads: 0, confirmations: 0 };
  for (const { mine, archived_at } of cards) {
    if (mine === null || archived_at !== null) continue;
    total.mentions += mine.mentions;
    total.confirmations += mine.confirmations.length;
    if (mine.notify === "none") {
      if (mine.mentions > 0) total.rooms += 1;
      continue;
    }
    total.threads += mine.thread_unread;
    total.messages += mine.unread;
    if (isWaiting(mine)) total.rooms += 1;
  }
  return total;
}

/** A room is unread when a message, a reply in a thread I follow, or the room itself is new to me. */
export function isWaiting({ unread, thread_unread, fresh }: MyRoom): boolean {
  return unread > 0 || thread_unread > 0 || fresh;
}

/** What to tell the server on reconnecting: how far we are in each stream. */
export function vectorOf(rooms: Iterable<Room>): Record<string, number> {
  const vector: Record<string, number> = {};
  for (const room of rooms) vector[streamOf(room.id)] = room.seq;
  return vector;
}

export function streamOf(room: Id): string {
  return `room:${room}`;
}

/** The id of a stream of this kind, or null for another kind. */
export function idIn(stream: string, kind: "room" | "member" | "directory"): Id | null {
  return stream.startsWith(`${kind}:`) ? stream.slice(kind.length + 1) : null;
}
