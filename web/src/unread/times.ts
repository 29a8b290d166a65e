/** The times one may be told of something again, in Japan's time wherever the device thinks it is. Pure. */
import type { Mornings } from "../api/generated";

const MINUTE_MS = 60_000;

export interface TimeChoice {
  readonly name: "in20" | "inHour" | "tomorrow" | "workingDay";
  readonly at: number;
}

/** The usual times; a morning that is the same as the one before it is not offered twice. */
export function choicesOf(now: number, mornings: Mornings | null): readonly TimeChoice[] {
  const soon: TimeChoice[] = [
    { name: "in20", at: now + 20 * MINUTE_MS },
    { name: "inHour", at: now + 60 * MINUTE_MS },
  ];
  if (mornings === null) return soon;
  const { tomorrow, working_day } = mornings;
  const next: TimeChoice = { name: "workingDay", at: working_day };
  if (working_day === tomorrow) return [...soon, { name: "tomorrow", at: tomorrow }];
  return working_day < tomorrow
    ? [...soon, next, { name: "tomorrow", at: tomorrow }]
    : [...soon, { name: "tomorrow", at: tomorrow }, next];
}

/** What a field for a day and one for a time say together; null while they say nothing. */
export function instantOf(day: string, time: string): number | null {
  const at = Date.parse(`${day}T${time}:00+09:00`);
  return Number.isNaN(at) ? null : at;
}
