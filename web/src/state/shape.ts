/** What the hooks give. Every value is immutable: a change makes a new one, so identity tells what changed. */
import type { Me, Message, RoomCard } from "../model/types";

export type Session =
  /** Not known yet: the first request is under way. */
  | { readonly phase: "starting" }
  /** The server could not be reached before we knew; it is tried again by itself. */
  | { readonly phase: "unreachable" }
  /** `ended`: it ended while we were here (signed out elsewhere, expired); say so on the sign-in page. */
  | {
      readonly phase: "signed_out";
      readonly ended: boolean;
      /** The device was reported lost, and cleared. */
      readonly lost?: boolean;
    }
  /** The session is open, but something comes before the rest: its page, and nothing else. */
  | { readonly phase: "at_gate"; readonly me: Me }
  /** An operator of the installation: a console of their own, and no talk. */
  | { readonly phase: "operator"; readonly me: Me }
  | { readonly phase: "signed_in"; readonly me: Me };

export interface Connection {
  /**
   * `live`: entries arrive. `connecting`: at work, usually for less than a second. `waiting`: the next attempt
   * is at `retryAt`. `offline`: the device has no network.
   */
  readonly phase: "connecting" | "live" | "waiting" | "offline";
  /** Since when it has not been live; say nothing for the first `QUIET_MS`. null while live. */
  readonly brokenSince: number | null;
  readonly retryAt: number | null;
}

/** Below this, a broken connection is not worth a word. */
export const QUIET_MS = 4_000;

export interface Unread {
  /** Rooms with unread messages, among those whose `notify` is not "none". */
  readonly rooms: number;
  readonly messages: number;
  readonly mentions: number;
  /** Threads I follow with unread replies. */
  readonly threads: number;
  /** Messages that wait for my confirmation. */
  readonly confirmations: number;
}

/** What the room list needs to know: the card, folded live; and what I have not sent yet. */
export interface RoomRow {
  readonly card: RoomCard;
  /** A draft stands in the composer. */
  readonly hasDraft: boolean;
  /** Something could not be sent and waits for the person. */
  readonly hasFailed: boolean;
}

export interface NewMessageSeen {
  readonly room: RoomCard;
  readonly message: Pick<Message, "id" | "author_id" | "text" | "root_id">;
  readonly mentionsMe: boolean;
}

/** A file on its way into a draft. */
export interface Upload {
  readonly key: string;
  readonly name: string;
  readonly size: number;
  readonly type: string;
  /** 0 … 1 */
  readonly share: number;
  /** The sentence that says why it did not succeed; null while under way. */
  readonly failure: string | null;
}
