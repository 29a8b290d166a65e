import type { PlaceRow } from "../../api/generated";
import { Tag } from "../../parts/Badge";
import shared from "../Emergency.module.css";
import { type PlaceWords, useWords } from "./words";

/** Whether it is open, in a word. */
export function StateTag({ one: { status } }: { one: PlaceRow }) {
  const w = useWords();
  if (status === null) return <Tag>{w.noState}</Tag>;
  if (status.state === "full") return <span className={shared.urgent}>{w.state.full}</span>;
  return <Tag tone={status.state === "open" ? "accent" : "plain"}>{w.state[status.state]}</Tag>;
}

/** How many are there, of how many find room; nothing where nobody is meant to be. */
export function peopleOf({ status, capacity }: PlaceRow, w: PlaceWords): string {
  if (status === null || status.state === "closed") return "";
  if (status.people === null) return w.notCounted;
  return capacity === null ? w.people(status.people) : w.peopleOf(status.people, capacity);
}
