/** Which notices on a device's screen tell of something that was read meanwhile. */
import type { NoticeData } from "./notice";
import type { Id, RoomCard } from "./types";

/** The first messages of the threads in which something is unread to me. */
export function unreadThreadsOf(cards: Iterable<RoomCard>): ReadonlySet<Id> {
  return new Set([...cards].flatMap(({ mine }) => mine?.threads.map(({ root_id }) => root_id) ?? []));
}

/**
 * A page that slept knows less than the notice tells: what it has not heard of is not read. Cards do not say when the
 * last reply came, so of a thread it must have known before (`unreadBefore`) that something was unread.
 */
export function isNoticeRead(
  tag: string,
  { at }: NoticeData,
  cards: readonly RoomCard[],
  unreadBefore: ReadonlySet<Id>,
): boolean {
  const [kind, id = "", message = ""] = tag.split(":", 3);
  if (kind === "thread") return unreadBefore.has(id) && !unreadThreadsOf(cards).has(id);
  if (kind === "urgent" || kind === "reminder") {
    const about = cards.find((one) => one.id === id);
    return about?.mine?.unread === 0 && about.mine.threads.length === 0;
  }
  if (kind === "confirmation") {
    const about = cards.find((one) => one.id === id);
    return about !== undefined && !about.mine?.confirmations.includes(message);
  }
  if (kind !== "room") return false;
  const card = cards.find((one) => one.id === id);
  return card?.mine?.unread === 0 && (card.last?.at ?? 0) >= at;
}

/** Whether what a notice tells of is on screen: its room or thread, or where they were called in a message of the room. */
export function isOnScreen(tag: string, room: Id, thread: Id | null): boolean {
  return (
    tag === `room:${room}` ||
    tag.startsWith(`mention:${room}:`) ||
    (thread !== null && tag === `thread:${thread}`)
  );
}
