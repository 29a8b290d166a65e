/** The store, for components. A selector gives back the same value while what it reads has not changed. */
import { useEffect, useMemo, useSyncExternalStore } from "react";
import { type Draft, draftKey, EMPTY_DRAFT } from "../model/draft";
import type { Outbox } from "../model/outbox";
import type { Room } from "../model/room";
import { byLatest, unreadOf } from "../model/rooms";
import type { Id, Me, Person, RoomCard, Settings } from "../model/types";
import { hearAnnouncements } from "./doubts";
import { hearMessages, hearReminders } from "./hearing";
import { want } from "./load";
import type { Connection, NewMessageSeen, RoomRow, Session, Unread, Upload } from "./shape";
import { get, listen, type State } from "./store";

function useState<T>(select: (state: State) => T): T {
  return useSyncExternalStore(listen, () => select(get()));
}

export function useSession(): Session {
  return useState((state) => state.session);
}

/** Only below a signed-in screen, of a member or an operator; throws elsewhere. */
export function useMe(): Me {
  const session = useSession();
  if (session.phase !== "signed_in" && session.phase !== "operator") throw new Error("nobody is signed in");
  return session.me;
}

export function useSettings(): Settings {
  return useMe().settings;
}

export function useConnection(): Connection {
  return useState((state) => state.connection);
}

/** How far my own stream has come: it moves when something of mine happened elsewhere. */
export function useOwnPosition(): number {
  const me = useMe().person.id;
  return useState((state) => state.positions[`member:${me}`] ?? 0);
}

// --- rooms -------------------------------------------------------------------------------------------------

/** My rooms, the one with the latest message first. */
export function useRooms(): readonly RoomCard[] {
  return useState(cardsOf);
}

const cardsOf = remembered((state: State) =>
  [...state.rooms.values()].map((room) => room.card).sort(byLatest),
);

/** Rooms change with every read mark; their cards seldom. */
function remembered(make: (state: State) => readonly RoomCard[]): (state: State) => readonly RoomCard[] {
  let rooms: State["rooms"] | null = null;
  let cards: readonly RoomCard[] = [];
  return (state) => {
    if (state.rooms === rooms) return cards;
    rooms = state.rooms;
    const next = make(state);
    const isSame = next.length === cards.length && next.every((card, i) => card === cards[i]);
    if (!isSame) cards = next;
    return cards;
  };
}

export function useRoom(id: Id): RoomCard | null {
  return useState((state) => state.rooms.get(id)?.card ?? null);
}

export function useRoomRow(id: Id): RoomRow | null {
  const card = useRoom(id);
  const hasDraft = useState((state) => (state.drafts.get(id)?.text ?? "") !== "");
  const hasFailed = useState((state) =>
    state.outbox.some((item) => item.room === id && item.state === "failed"),
  );
  return useMemo(() => (card === null ? null : { card, hasDraft, hasFailed }), [card, hasDraft, hasFailed]);
}

let unreadCards: readonly RoomCard[] | null = null;
let unread: Unread = { rooms: 0, messages: 0, mentions: 0, threads: 0, confirmations: 0 };

export function useUnread(): Unread {
  return useState((state) => {
    const cards = cardsOf(state);
    if (cards !== unreadCards) {
      unreadCards = cards;
      unread = unreadOf(cards);
    }
    return unread;
  });
}

// --- people ------------------------------------------------------------------------------------------------

/** From memory; unknown people are asked for in one request for all of them. */
export function usePerson(id: Id | null): Person | null {
  const person = useState((state) => (id === null ? null : (state.people.get(id) ?? null)));
  useEffect(() => {
    if (person === null) want([id]);
  }, [person, id]);
  return person;
}

export function usePeople(ids: readonly Id[]): readonly Person[] {
  const people = useState((state) => state.people);
  useEffect(() => want(ids), [ids]);
  return useMemo(() => ids.flatMap((id) => people.get(id) ?? []), [ids, people]);
}

/** Called for each live message of others in my rooms, for notifications and sounds. */
export function useNewMessages(hear: (seen: NewMessageSeen) => void): void {
  useEffect(() => hearMessages(hear), [hear]);
}

/** Called when the time of something I put off has come. */
export function useReminded(hear: () => void): void {
  useEffect(() => hearReminders(hear), [hear]);
}

/** Called when there may be other announcements than before. */
export function useAnnouncementsChanged(hear: () => void): void {
  useEffect(() => hearAnnouncements(hear), [hear]);
}

// --- the talk ----------------------------------------------------------------------------------------------

/** Whether I have confirmed a message that is loaded. */
export function useHasConfirmed(room: Id, message: Id): boolean {
  return useState((state) => state.rooms.get(room)?.confirmed.has(message) ?? false);
}

/** The whole room: its loaded history, threads and marks. */
export function useTalk(id: Id): Room | null {
  return useState((state) => state.rooms.get(id) ?? null);
}

/** It was open to me a moment ago and is not any more. */
export function useIsClosed(id: Id): boolean {
  return useState((state) => state.closed.has(id));
}

export function useOutbox(): Outbox {
  return useState((state) => state.outbox);
}

export function useDraft(room: Id, root: Id | null): Draft {
  return useState((state) => state.drafts.get(draftKey(room, root)) ?? EMPTY_DRAFT);
}

const NO_UPLOADS: readonly Upload[] = [];

export function useUploads(room: Id, root: Id | null): readonly Upload[] {
  return useState((state) => state.uploads.get(draftKey(room, root)) ?? NO_UPLOADS);
}

const NOBODY_TYPES: ReadonlyMap<Id, number> = new Map();

/** Who is typing in a room, and until when to say so. */
export function useTyping(room: Id): ReadonlyMap<Id, number> {
  return useState((state) => state.typing.get(room) ?? NOBODY_TYPES);
}
