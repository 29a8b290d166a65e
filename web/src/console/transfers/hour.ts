/** A day and a time in Japan, and the instant they mean. */
export interface Hour {
  /** 2027-04-01 */
  readonly day: string;
  /** 08:30 */
  readonly clock: string;
}

const JAPAN_MS = 9 * 3_600_000;

export function hourOf(at: number): Hour {
  const iso = new Date(at + JAPAN_MS).toISOString();
  return { day: iso.slice(0, 10), clock: iso.slice(11, 16) };
}

/** null when either is missing or there is no such day. */
export function instantOf({ day, clock }: Hour): number | null {
  const at = Date.parse(`${day}T${clock}:00+09:00`);
  return Number.isNaN(at) || hourOf(at).day !== day ? null : at;
}

/** The next 1 April, of which most moves and reorganisations are. */
export function nextApril(now: number): Hour {
  const year = Number(hourOf(now).day.slice(0, 4));
  const here = { day: `${year}-04-01`, clock: "00:00" };
  return (instantOf(here) ?? 0) > now ? here : { ...here, day: `${year + 1}-04-01` };
}
