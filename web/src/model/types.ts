/**
 * The objects of the HTTP interface, as the server declares them (`api/generated.ts`, written by `make fix`), under
 * the names the client calls them by. Nothing is said here a second time: a type is the server's, part of one, or
 * narrower than what the server would accept.
 */
import type {
  Asking,
  AtGate,
  Draft,
  Happening,
  Keep,
  Mention,
  Mine,
  RoomCard,
  NewRoom as RoomWanted,
  Settings,
  Start,
} from "../api/generated";

export type {
  Asking,
  Confirmation,
  Confirmations as ConfirmationsAnswer,
  Department,
  Departments as DepartmentsAnswer,
  FileView as FileCard,
  Handled,
  Happening,
  LastMessage,
  Limits,
  Mark,
  Marks as MarksAnswer,
  Me,
  Mention,
  Message,
  Messages as MentionsPage,
  Mine as MyRoom,
  OpenRooms as RoomsPage,
  OrganizationListed,
  Page as MessagesPage,
  PeoplePage,
  Person,
  PhoneCall,
  PhoneList as PhoneListAnswer,
  Reaction,
  Readers as ReadersAnswer,
  Replies,
  RoomCard,
  RoomChange as RoomChanges,
  RoomFile,
  RoomFiles as RoomFilesPage,
  RoomMember,
  RoomMembers as MembersAnswer,
  SearchHit,
  SearchPage,
  Sessions as SessionsAnswer,
  SessionView as SessionCard,
  Settings,
  SignIn,
  Start,
  Thread as ThreadPage,
  ThreadCard,
  Threads as ThreadsPage,
  UnreadThread,
} from "../api/generated";

/** Opaque. */
export type Id = string;
/** Milliseconds since 1970 (UTC). */
export type Instant = number;
/** `YYYY-MM-DD`. */
export type Day = string;

/** What the organisation demands besides a password: any second factor, or a passkey and nothing else. */
export type Demand = AtGate["demand"];

export type Language = Settings["language"];

export type RoomHistory = RoomCard["history"];
export type HappeningKind = Happening["kind"];
export type Notify = Mine["notify"];
/** How one keeps a room for oneself; what is left out stays. */
export type Kept = Keep;
export type Vector = Start["vector"];

/** A room to be made: the form leaves nothing to the server's defaults. */
export type NewRoom = Required<RoomWanted> & { readonly room_class: RoomCard["room_class"] };

/** A message to be sent, complete: it may wait on the disk until the connection is back. */
export interface NewMessage extends Draft {
  readonly text: string;
  readonly file_ids: readonly Id[];
  readonly root_id?: Id;
  readonly mentions: readonly Mention[];
  readonly confirmation?: Asking | null;
  readonly stamp?: string;
}

export interface SearchQuery {
  readonly q: string;
  readonly files?: boolean;
  readonly to_me?: boolean;
  readonly room_id?: Id;
  readonly author_id?: Id;
  readonly from?: Day;
  readonly to?: Day;
  readonly before?: string;
}
