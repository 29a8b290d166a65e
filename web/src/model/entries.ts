/**
 * The entries of the streams and the frames that carry them, as unions the compiler can exhaust.
 */
import type { RoomClass } from "./may";
import type {
  FileCard,
  Id,
  Instant,
  Mark,
  Mention,
  Notify,
  RoomChanges,
  RoomHistory,
  RoomKind,
  RoomRole,
  Settings,
  Vector,
} from "./types";

/** What each kind of entry in a room's stream carries. */
export interface RoomEntries {
  "room.created": {
    name: string | null;
    room_kind: RoomKind;
    purpose: string;
    open: boolean;
    history: RoomHistory;
    room_class: RoomClass;
  };
  "room.changed": Omit<RoomChanges, "room_class">;
  "room.reclassified": { room_class: RoomClass };
  "room.archived": object;
  "room.unarchived": object;
  "member.joined": { member_id: Id; role: RoomRole; from_n: number };
  "member.left": { member_id: Id; removed: boolean };
  "master.named": { member_id: Id };
  "master.withdrawn": { member_id: Id };
  "message.posted": {
    id: Id;
    n: number;
    root_id: Id | null;
    text: string;
    files: readonly FileCard[];
    mentions: readonly Mention[];
    client_key: string | null;
  };
  "message.edited": { id: Id; text: string; mentions: readonly Mention[] };
  "message.removed": { id: Id };
  "reaction.added": { id: Id; emoji: string };
  "reaction.removed": { id: Id; emoji: string };
}

/** What each kind of entry in a member's own stream carries. */
export interface MemberEntries {
  "room.entered": { room_id: Id; opens: { stream: string; seq: number } };
  "room.exited": { room_id: Id; closes: string };
  "settings.changed": { settings: Settings };
  "room.kept": { room_id: Id; favourite?: boolean; notify?: Notify };
  "profile.changed": object;
  "session.ended": { session_id: Id };
  "announcements.changed": { urgent: boolean };
  "announcement.confirmed": { id: Id };
}

interface EntryHead<K extends string, B> {
  t: "entry";
  s: string;
  q: number;
  k: K;
  at: Instant;
  by: Id | null;
  b: B;
}

type EntryOf<Kinds> = { [K in keyof Kinds & string]: EntryHead<K, Kinds[K]> }[keyof Kinds & string];

export type RoomEntry = EntryOf<RoomEntries>;
export type MemberEntry = EntryOf<MemberEntries>;
export type EntryFrame = RoomEntry | MemberEntry;

export type Presence = "here" | "away" | "gone";

export type ByeCode = "resume" | "lagged" | "signed_out" | "restarting";

export type ServerFrame =
  | { t: "welcome"; connection: string; heartbeat_s: number; server: string; rules: number }
  | EntryFrame
  | { t: "refetch"; s: string; q: number }
  | { t: "closed"; s: string }
  | { t: "current" }
  | { t: "marks"; s: string; marks: readonly Mark[] }
  | { t: "mine"; room: Id; root: Id | null; n: number }
  | { t: "typing"; s: string; member_id: Id }
  | { t: "presence"; members: readonly (readonly [Id, Presence])[] }
  | { t: "bye"; code: ByeCode; after_ms: number }
  | { t: "pong" };

export type ClientFrame =
  | { t: "hello"; vector: Vector; look?: Id | null }
  | { t: "look"; room: Id | null }
  | { t: "typing"; room: Id }
  | { t: "ping" };
