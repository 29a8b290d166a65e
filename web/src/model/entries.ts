/**
 * The entries of the streams that the client folds, and the frames that carry them, as unions the compiler can
 * exhaust. What each entry holds is the server's to say.
 */
import type { EntryBodies, ServerFrame as Frame, EntryFrame as SomeEntry } from "../api/generated";

export type { ClientFrame } from "../api/generated";

/** In a room's stream. */
export type RoomEntries = Pick<
  EntryBodies,
  | "room.created"
  | "room.changed"
  | "room.reclassified"
  | "room.archived"
  | "room.unarchived"
  | "member.joined"
  | "member.left"
  | "master.named"
  | "master.withdrawn"
  | "message.posted"
  | "message.edited"
  | "message.removed"
  | "message.pinned"
  | "message.unpinned"
  | "question.marked"
  | "reaction.added"
  | "reaction.removed"
  | "confirmation.asked"
  | "message.confirmed"
  | "confirmation.ended"
  | "phone.taken"
  | "phone.noted"
  | "phone.released"
>;

/** In a member's own stream. */
export type MemberEntries = Pick<
  EntryBodies,
  | "room.entered"
  | "room.exited"
  | "settings.changed"
  | "room.kept"
  | "profile.changed"
  | "session.ended"
  | "announcements.changed"
  | "announcement.confirmed"
  | "own_reminders.changed"
  | "planned.changed"
  | "broadcasts.changed"
  | "circulars.changed"
  | "tasks.changed"
>;

export type RoomEntry = Extract<SomeEntry, { readonly k: keyof RoomEntries }>;
export type MemberEntry = Extract<SomeEntry, { readonly k: keyof MemberEntries }>;
export type EntryFrame = RoomEntry | MemberEntry;

export type ServerFrame = Exclude<Frame, SomeEntry> | EntryFrame;
export type ByeCode = Extract<Frame, { readonly t: "bye" }>["code"];
