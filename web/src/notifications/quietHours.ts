/** Minutes of the day in Japan, as fields of time show and give them. */

/** 510 as 08:30, which is what a field of time takes. */
export function fieldOf(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}

/** 510 as 8:30, which is how it is read. */
export function readOf(minute: number): string {
  return fieldOf(minute).replace(/^0/, "");
}

/** null for what is no time of a day. */
export function minuteOf(typed: string): number | null {
  const found = /^([01]\d|2[0-3]):([0-5]\d)/.exec(typed);
  return found ? Number(found[1]) * 60 + Number(found[2]) : null;
}
