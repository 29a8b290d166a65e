/** What a note can begin with, as the editor reads it. */
import type { NoteWords } from "./words";

const text = (words: string) => ({ type: "text", text: words });
const heading = (words: string) => ({ type: "heading", attrs: { level: 2 }, content: [text(words)] });
const empty = { type: "paragraph" };
const listOf = (item: object) => ({ type: "bullet_list", content: [item] });
const bullet = listOf({ type: "list_item", content: [empty] });
const check = listOf({ type: "check_item", attrs: { checked: false }, content: [empty] });

export function templateOf(name: string, w: NoteWords): unknown {
  if (name !== "minutes") return { type: "doc", content: [empty] };
  const { when, present, agenda, decided, toDo } = w.minutesParts;
  const parts = [heading(when), empty, heading(present), empty, heading(agenda), bullet];
  return { type: "doc", content: [...parts, heading(decided), bullet, heading(toDo), check] };
}
