/** What is written in the fields of a meeting, and what it means. */

export interface Said {
  readonly title: string;
  /** As the field has it, in Japan: 2026-12-11T09:00. */
  readonly begins: string;
  readonly place: string;
  readonly agenda: string;
}

const JAPAN_MS = 9 * 3_600_000;
const AGENDA_MOST = 50;

export function instantOf(local: string): number | null {
  const at = Date.parse(`${local}:00+09:00`);
  return Number.isNaN(at) ? null : at;
}

export function localOf(at: number): string {
  return new Date(at + JAPAN_MS).toISOString().slice(0, 16);
}

/** One item a line; numbers and dots before an item are set by the list itself. */
export function agendaOf(lines: string): string[] {
  const items = lines
    .split("\n")
    .map((line) => line.replace(/^\s*(?:[0-9０-９]{1,2}[.．)）、]|[・●○])\s*/u, "").trim())
    .filter((line) => line !== "");
  return items.slice(0, AGENDA_MOST);
}
