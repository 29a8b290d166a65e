import type { Text } from "../i18n";
import { familyNameOf } from "../model/rooms";
import type { Person, RoomCard } from "../model/types";

/** The last message in one line, with who said it. */
export function previewOf(room: RoomCard, author: Person | null, me: string, t: Text): string {
  const { last } = room;
  if (last === null) return room.purpose || t.rooms.noMessages;
  if (last.removed) return t.rooms.lastRemoved;
  const said = last.text.replace(/^(?:[>＞].*(?:\n|$))+/, "") || last.text;
  const text = said.replace(/\s+/g, " ").trim() || t.rooms.lastFiles(last.files);
  if (last.author_id === me) return t.rooms.you(text);
  if (room.kind === "direct" && room.people.length <= 1) return text;
  return author ? t.rooms.said(familyNameOf(author.name), text) : text;
}
