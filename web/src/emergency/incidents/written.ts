/** What is typed into an entry of the chronology, and what is sent of it. */
import type { ChronologyDraft, ChronologyEntry } from "../../api/generated";
import { positionIn, saidOf } from "./positions";
import { localOf } from "./times";

export type Status = "open" | "working" | "done" | "none";

export const NOBODY = "nobody";

export interface WrittenEntry {
  readonly text: string;
  readonly kind: ChronologyEntry["kind"];
  readonly status: Status;
  readonly source: string;
  readonly place: string;
  readonly coordinates: string;
  /** As a field for a day and a time has it; empty: now. */
  readonly at: string;
  readonly responsible: string;
}

export const EMPTY: WrittenEntry = {
  text: "",
  kind: "information",
  status: "open",
  source: "",
  place: "",
  coordinates: "",
  at: "",
  responsible: NOBODY,
};

export function writtenOf(entry: ChronologyEntry | null): WrittenEntry {
  if (entry === null) return EMPTY;
  return {
    text: entry.text,
    kind: entry.kind,
    status: entry.status ?? "none",
    source: entry.source,
    place: entry.place,
    coordinates: entry.position === null ? "" : saidOf(entry.position),
    at: localOf(entry.happened_at),
    responsible: entry.responsible_id ?? NOBODY,
  };
}

/** Null: the coordinates are none. What a device said more exactly than it is shown stays as it was. */
export function draftOf(written: WrittenEntry, entry: ChronologyEntry | null): ChronologyDraft | null {
  const before = writtenOf(entry);
  const typed = positionIn(written.coordinates);
  if (typed === undefined) return null;
  const isSameTime = entry !== null && written.at === before.at;
  const isSamePlace = entry !== null && written.coordinates === before.coordinates;
  const instant = written.at === "" ? null : new Date(written.at).getTime();
  return {
    kind: written.kind,
    status: written.status === "none" ? null : written.status,
    happened_at: isSameTime ? entry.happened_at : instant,
    text: written.text,
    source: written.source,
    place: written.place,
    position: isSamePlace ? entry.position : typed,
    damage: entry?.damage ?? null,
    severity: entry?.severity ?? null,
    responsible_id: written.responsible === NOBODY ? null : written.responsible,
  };
}

/** Nothing was written, and nothing else says what it is about. */
export function saysNothing({ text }: WrittenEntry, entry: ChronologyEntry | null, files: number): boolean {
  if (text.trim() !== "" || files > 0) return false;
  return entry === null || (entry.files.length === 0 && entry.damage === null);
}
