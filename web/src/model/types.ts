/**
 * The objects of the HTTP interface, as the server writes them; nothing here is computed by the client.
 * Instants are milliseconds since 1970 (UTC); days are `YYYY-MM-DD`; ids are opaque strings.
 */

import type { Allowed, RoomClass } from "./may";
import type { Delegated } from "./tasks";

export type Id = string;
export type Instant = number;
export type Day = string;

export type PersonKind = "staff" | "guest";
export type PersonStatus = "active" | "suspended" | "left";

/** The main post somebody held until an instant, with the department's name of that time. */
export interface FormerPost {
  readonly until: Instant;
  readonly department_id: Id | null;
  readonly department: string | null;
  readonly post: string | null;
}

export interface Person {
  readonly id: Id;
  readonly name: string;
  readonly kana: string;
  readonly kind: PersonKind;
  readonly organization_id: Id;
  readonly organization: string;
  readonly department_id: Id | null;
  readonly department: string | null;
  readonly post: string | null;
  readonly extension: string | null;
  readonly status: PersonStatus;
  /** Of a guest: where he comes from. */
  readonly affiliation: string | null;
  /** What she was before, the oldest first. */
  readonly former: readonly FormerPost[];
}

export type Language = "ja" | "en";
export type Theme = "system" | "light" | "dark";

export interface Settings {
  readonly language: Language;
  readonly theme: Theme;
  readonly enter_sends: boolean;
  readonly font: "standard" | "ud";
  readonly density: "standard" | "dense";
  readonly era: boolean;
}

export interface Limits {
  readonly text: number;
  readonly file_bytes: number;
  readonly files: number;
}

/** What is outstanding in a session that is open already. */
export type Gate = "second_factor" | "new_password" | "enrol_factor" | "device";

/** What the organisation demands besides a password: any second factor, or a passkey and nothing else. */
export type Demand = "none" | "any" | "passkey";

export interface AtGate {
  /** The first is to be settled first; the server answers nothing else meanwhile. */
  readonly gates: readonly Gate[];
  readonly demand: Demand;
  /** That the second step can be taken by. */
  readonly ways: readonly string[];
}

export interface Me extends Allowed {
  readonly person: Person;
  readonly organization: { readonly id: Id; readonly name: string; readonly code: string | null };
  readonly login: string;
  readonly settings: Settings;
  readonly face: string;
  readonly roles: readonly string[];
  readonly tasks: readonly Delegated[];
  readonly limits: Limits;
  readonly at_gate: AtGate | null;
  /** When what the organisation demands must be added; null when nothing is missing. */
  readonly enrol_by: Instant | null;
  /** Of the body: nobody is added after a trial; long after it, nothing is changed. */
  readonly standing: "open" | "trial_over" | "read_only";
}

export interface FileCard {
  readonly id: Id;
  readonly name: string;
  readonly size: number;
  readonly type: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly state: "received" | "clean" | "refused";
  readonly thumbnail: boolean;
}

/** `start` and `length` count UTF-16 code units of the message's text, as JavaScript does. */
export interface Mention {
  readonly kind: "person" | "department" | "all";
  readonly id: Id | null;
  readonly start: number;
  readonly length: number;
}

export interface Reaction {
  readonly emoji: string;
  readonly member_ids: readonly Id[];
}

export interface Replies {
  readonly count: number;
  readonly last_at: Instant;
  readonly member_ids: readonly Id[];
}

export interface Message {
  readonly id: Id;
  readonly room_id: Id;
  /** The position in the room's stream. */
  readonly seq: number;
  /** The ordinal in its conversation: the room's timeline, or the thread. */
  readonly n: number;
  readonly root_id: Id | null;
  readonly author_id: Id;
  readonly at: Instant;
  readonly text: string;
  readonly files: readonly FileCard[];
  readonly mentions: readonly Mention[];
  readonly edited_at: Instant | null;
  readonly removed_at: Instant | null;
  readonly removed_by: Id | null;
  readonly reactions: readonly Reaction[];
  readonly replies: Replies | null;
  readonly client_key: string | null;
}

export type RoomKind = "group" | "direct";
export type RoomHistory = "all" | "since_joining";
export type RoomRole = "member" | "master";
export type Notify = "all" | "mentions" | "none";

export interface LastMessage {
  readonly id: Id;
  readonly author_id: Id;
  readonly at: Instant;
  readonly text: string;
  readonly files: number;
  readonly removed: boolean;
}

export interface MyRoom {
  readonly role: RoomRole;
  readonly read_n: number;
  readonly from_n: number;
  /** The first position of the stream that I may see. */
  readonly sees_from: number;
  readonly unread: number;
  readonly mentions: number;
  readonly thread_unread: number;
  readonly favourite: boolean;
  readonly notify: Notify;
}

export interface RoomCard {
  readonly id: Id;
  readonly kind: RoomKind;
  /** null for direct talk: built from `people`. */
  readonly name: string | null;
  readonly purpose: string;
  readonly open: boolean;
  readonly history: RoomHistory;
  readonly archived_at: Instant | null;
  readonly created_at: Instant;
  readonly member_count: number;
  readonly guest_count: number;
  /** Names of the other bodies inside. */
  readonly organizations: readonly string[];
  /** The position of the stream at which this card is true. */
  readonly seq: number;
  readonly message_n: number;
  readonly last: LastMessage | null;
  /** Direct rooms: all others. Group rooms: empty. */
  readonly people: readonly Person[];
  /** null: an open room in which I am not. */
  readonly mine: MyRoom | null;
  /** The department whose people are in it by their posts (部署のルーム). */
  readonly department_id: Id | null;
  readonly department_below: boolean;
  readonly room_class: RoomClass;
}

export interface RoomMember {
  readonly person: Person;
  readonly role: RoomRole;
  readonly joined_at: Instant;
  readonly from_n: number;
}

export interface Department {
  readonly id: Id;
  readonly name: string;
  readonly parent_id: Id | null;
  readonly position: number;
  readonly member_count: number;
}

export type Vector = Readonly<Record<string, number>>;

/** Read position: who, up to which message, and the last message before she joined. */
export type Mark = readonly [memberId: Id, n: number, fromN: number];

export interface ProblemBody {
  readonly type: string;
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly detail: Readonly<Record<string, string | number>>;
  readonly request_id: string;
}

export interface SignIn {
  readonly organization?: string;
  readonly login: string;
  readonly password: string;
}

/** Where one is signed in. */
export interface SessionCard {
  readonly id: Id;
  readonly name: string | null;
  readonly browser: string | null;
  readonly system: string | null;
  readonly device: "pc" | "phone";
  readonly face: string;
  readonly opened_at: Instant;
  readonly seen_at: Instant;
  readonly is_this: boolean;
}

export interface SessionsAnswer {
  readonly sessions: readonly SessionCard[];
}

/** A body on the sign-in page, with whom its people ask who cannot get in. */
export interface OrganizationListed extends OrganizationName {
  readonly contact: string | null;
}

export interface OrganizationName {
  readonly id: Id;
  readonly name: string;
}

export interface Start {
  readonly me: Me;
  readonly rooms: readonly RoomCard[];
  readonly vector: Vector;
  readonly threads_unread: number;
}

export interface RoomsPage {
  readonly rooms: readonly RoomCard[];
  readonly next: string | null;
}

export interface NewRoom {
  readonly name: string;
  readonly purpose: string;
  readonly open: boolean;
  readonly history: RoomHistory;
  readonly member_ids: readonly Id[];
  readonly room_class: RoomClass;
}

export interface RoomChanges {
  readonly name?: string;
  readonly purpose?: string;
  readonly open?: boolean;
  readonly history?: RoomHistory;
  readonly department_id?: Id | null;
  readonly department_below?: boolean;
  readonly room_class?: RoomClass;
}

export interface MembersAnswer {
  readonly members: readonly RoomMember[];
}

export interface MessagesPage {
  /** The main timeline, ascending. */
  readonly messages: readonly Message[];
  readonly people: readonly Person[];
  readonly has_before: boolean;
  readonly has_after: boolean;
  /** The position of the stream at which this page is true. */
  readonly seq: number;
}

export interface NewMessage {
  readonly client_key: string;
  readonly text: string;
  readonly file_ids: readonly Id[];
  readonly root_id?: Id;
  readonly mentions: readonly Mention[];
}

export interface MarksAnswer {
  readonly marks: readonly Mark[];
}

export interface ThreadPage {
  readonly root: Message;
  readonly messages: readonly Message[];
  readonly people: readonly Person[];
  readonly read_n: number;
  readonly following: boolean;
  readonly has_before: boolean;
  readonly seq: number;
}

export interface ReadersAnswer {
  readonly read: readonly { readonly person: Person; readonly read_at: Instant | null }[];
  readonly unread: readonly Person[];
  readonly total: number;
}

export interface ThreadCard {
  readonly root: Message;
  readonly room_id: Id;
  readonly unread: number;
  readonly last: Message;
}

export interface ThreadsPage {
  readonly threads: readonly ThreadCard[];
  readonly people: readonly Person[];
  readonly next: string | null;
}

export interface MentionsPage {
  readonly messages: readonly Message[];
  readonly people: readonly Person[];
  readonly next: string | null;
}

export interface SnippetPart {
  readonly text: string;
  readonly hit: boolean;
}

export interface SearchHit {
  readonly message: Message;
  readonly room: { id: Id; kind: RoomKind; name: string | null };
  readonly snippet: readonly SnippetPart[];
}

export interface SearchPage {
  readonly hits: readonly SearchHit[];
  readonly people: readonly Person[];
  readonly next: string | null;
}

export interface SearchQuery {
  readonly q: string;
  readonly room_id?: Id;
  readonly author_id?: Id;
  readonly from?: Day;
  readonly to?: Day;
  readonly before?: string;
}

export interface DepartmentsAnswer {
  readonly departments: readonly Department[];
}

export interface PeoplePage {
  readonly people: readonly Person[];
  readonly next: string | null;
}

export interface RoomFile {
  readonly file: FileCard;
  readonly message_id: Id;
  readonly author_id: Id;
  readonly at: Instant;
}

export interface RoomFilesPage {
  readonly files: readonly RoomFile[];
  readonly people: readonly Person[];
  readonly next: string | null;
}
