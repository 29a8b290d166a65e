import type { Text } from "../i18n";
import { roomNameOf } from "../model/rooms";
import type { RoomCard } from "../model/types";

/** What a room is called on screen; direct talk by the names of the others. */
export function nameOf(room: Pick<RoomCard, "kind" | "name" | "people">, t: Text): string {
  return roomNameOf(room, { nobody: t.rooms.nobody, separator: t.rooms.separator });
}
