/** What the server for tests knows of a room, and what asking and confirming do to it. */
import type { RoomEntry } from "../entries";
import type { Id, Message } from "../types";

export const ME: Id = "sato";
export const PEOPLE: readonly Id[] = [ME, "tanaka", "takahashi", "care-home"];

export interface Hold {
  messages: Message[];
  marks: Map<Id, number>;
  threadMarks: Map<string, number>;
  /** Who is still to confirm a message. */
  asked: Map<Id, ReadonlySet<Id>>;
  /** What I have confirmed. */
  confirmed: ReadonlySet<Id>;
}

type ConfirmationEntry = Extract<
  RoomEntry,
  { k: "confirmation.asked" | "message.confirmed" | "confirmation.ended" }
>;

export function applyConfirmation(
  hold: Hold,
  entry: ConfirmationEntry,
  replace: (id: Id, change: (message: Message) => Message) => void,
): void {
  const { at } = entry;
  const by = entry.by ?? "";
  if (entry.k === "confirmation.asked") {
    const { id, member_ids, due_at } = entry.b;
    const asked = new Set(PEOPLE.filter((each) => each !== by && (member_ids?.includes(each) ?? true)));
    hold.asked.set(id, asked);
    const confirmation = { by, at, due_at, people: asked.size, confirmed: 0, earlier: 0, ended_at: null };
    replace(id, (m) => ({ ...m, confirmation }));
    return;
  }
  const { id } = entry.b;
  if (entry.k === "confirmation.ended") {
    replace(id, (m) => ({ ...m, confirmation: m.confirmation && { ...m.confirmation, ended_at: at } }));
    return;
  }
  hold.asked.set(id, new Set([...(hold.asked.get(id) ?? [])].filter((each) => each !== by)));
  if (by === ME) hold.confirmed = new Set([...hold.confirmed, id]);
  replace(id, (m) => ({
    ...m,
    confirmation: m.confirmation && { ...m.confirmation, confirmed: m.confirmation.confirmed + 1 },
  }));
}
