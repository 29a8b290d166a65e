/** What policy allows, as the server tells it. */

/** How confidential a room is (機密性1〜3). */
export type RoomClass = 1 | 2 | 3;

export type Act =
  | "sign_in"
  | "administer"
  | "read"
  | "write"
  | "attach"
  | "view_file"
  | "download"
  | "copy"
  | "forward"
  | "search"
  | "create_room"
  | "join_room"
  | "invite"
  | "invite_guest"
  | "see_directory"
  | "notify"
  | "notify_content";

/**
 * A mirror of the server's policy, to hide what would be refused; the server decides. For each act the highest
 * class of room in which it is allowed, 0 for none; an act the server does not name is allowed.
 */
export type Upto = Readonly<Record<string, number>>;

/** What protects the screen; the client does it, no server can. */
export interface Screen {
  readonly watermark: boolean;
  readonly blank: boolean;
  readonly print: boolean;
  readonly screenshots: boolean;
}

/** What policy says of whoever is signed in, where she is. */
export interface Allowed {
  readonly upto: Upto;
  readonly device: "pc" | "phone";
  readonly screen: Screen;
  readonly default_class: RoomClass;
  /** The revision of the policy all this comes from. */
  readonly rules: number;
}

/** Whether policy allows an act in a room of this class; without a room, in any. The server decides, this mirrors. */
export function allows(upto: Upto, act: Act, room?: { readonly room_class: RoomClass }): boolean {
  return (room?.room_class ?? 1) <= (upto[act] ?? 3);
}
