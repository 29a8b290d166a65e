/** By when something is to be done: a day and a time of Japan, as fields hold them. */
export interface Due {
  /** `YYYY-MM-DD`; empty: no due date. */
  readonly day: string;
  /** `HH:MM` */
  readonly clock: string;
}

const JAPAN_MS = 9 * 3_600_000;
const END_OF_WORK = "17:00";

export function dayOfDue(at: number | null): Due {
  if (at === null) return { day: "", clock: END_OF_WORK };
  const there = new Date(at + JAPAN_MS).toISOString();
  return { day: there.slice(0, 10), clock: there.slice(11, 16) };
}

/** null for no day, or for what is no instant. */
export function instantOfDue({ day, clock }: Due): number | null {
  if (day === "") return null;
  const at = Date.parse(`${day}T${clock || END_OF_WORK}:00+09:00`);
  return Number.isNaN(at) ? null : at;
}
