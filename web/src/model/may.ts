import type { Act, RoomClass, Upto } from "./types";

/** Whether policy allows an act in a room of this class; without a room, in any. The server decides, this mirrors. */
export function allows(upto: Upto, act: Act, room?: { readonly room_class: RoomClass }): boolean {
  return (room?.room_class ?? 1) <= (upto[act] ?? 3);
}
