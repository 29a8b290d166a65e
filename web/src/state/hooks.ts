import type { Id, Me, Person, RoomCard, Settings } from "../model/types";
import type { Connection, NewMessageSeen, RoomRow, Session, Unread } from "./shape";

const LATER = () => {
  throw new Error("not wired yet");
};

export const useSession: () => Session = LATER;
/** Only below a signed-in screen; throws elsewhere. */
export const useMe: () => Me = LATER;
export const useSettings: () => Settings = LATER;
export const useConnection: () => Connection = LATER;
/** My rooms, the one with the latest message first. */
export const useRooms: () => readonly RoomCard[] = LATER;
export const useRoom: (id: Id) => RoomCard | null = LATER;
export const useRoomRow: (id: Id) => RoomRow | null = LATER;
/** From memory; unknown people are asked for in one request for all of them. */
export const usePerson: (id: Id | null) => Person | null = LATER;
export const usePeople: (ids: readonly Id[]) => readonly Person[] = LATER;
export const useUnread: () => Unread = LATER;
/** Called for each live message of others in my rooms, for notifications and sounds. */
export const useNewMessages: (hear: (seen: NewMessageSeen) => void) => void = LATER;
