import type { MoveRow } from "../../api/generated";

/** What is asked about a list, in a dialog: one of its acts, or what happens to one person. */
export type Asking = "add" | "sheet" | "rename" | "reserve" | "undo" | "discard" | MoveRow;
