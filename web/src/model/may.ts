/** What policy allows, as the server tells it. */

import type { Me, RoomCard } from "../api/generated";

export type { Screen } from "../api/generated";

/** How confidential a room is (機密性1〜3). */
export type RoomClass = RoomCard["room_class"];

export type Act =
  | "sign_in"
  | "administer"
  | "read"
  | "write"
  | "react"
  | "stamp"
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
  | "notify_content"
  | "build_forms"
  | "publish_forms"
  | "read_answers"
  | "export_answers";

/**
 * A mirror of the server's policy, to hide what would be refused; the server decides. For each act the highest
 * class of room in which it is allowed, 0 for none; an act the server does not name is allowed.
 */
export type Upto = Me["upto"];

/** What policy says of whoever is signed in, where they are. */
export type Allowed = Pick<Me, "upto" | "device" | "screen" | "default_class" | "rules">;

/** Whether policy allows an act in a room of this class; without a room, in any. The server decides, this mirrors. */
export function allows(upto: Upto, act: Act, room?: { readonly room_class: RoomClass }): boolean {
  return (room?.room_class ?? 1) <= (upto[act] ?? 3);
}
