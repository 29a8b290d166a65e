/**
 * Times as an office reads them: 9:02 today, 昨日 9:02, 11/19(木) 9:02, and with the year when it is
 * another one. All of them in Japan's time, wherever the device thinks it is.
 */
import type { Text } from "./text";

const JAPAN_MS = 9 * 3600_000;
const DAY_MS = 86_400_000;

interface Moment {
  year: number;
  month: number;
  day: number;
  weekday: number;
  clock: string;
  dayNo: number;
}

function momentOf(at: number): Moment {
  const date = new Date(at + JAPAN_MS);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    weekday: date.getUTCDay(),
    clock: `${date.getUTCHours()}:${String(date.getUTCMinutes()).padStart(2, "0")}`,
    dayNo: Math.floor((at + JAPAN_MS) / DAY_MS),
  };
}

/** 9:02 */
export function clockOf(at: number): string {
  return momentOf(at).clock;
}

/** The day in Japan, for comparing and for the server: 2026-11-21. */
export function isoDayOf(at: number): string {
  return new Date(at + JAPAN_MS).toISOString().slice(0, 10);
}

/** 9:02, 昨日 9:02, 11/19(木) 9:02, 2025年11月19日(水) 9:02. */
export function whenOf(at: number, now: number, t: Text): string {
  const then = momentOf(at);
  const today = momentOf(now);
  if (then.dayNo === today.dayNo) return then.clock;
  if (then.dayNo === today.dayNo - 1) return t.time.yesterday(then.clock);
  const weekday = t.time.weekdays[then.weekday] ?? "";
  if (then.year === today.year) return `${t.time.day(then.month, then.day, weekday)} ${then.clock}`;
  return `${t.time.dayInYear(t.time.year(then.year), then.month, then.day, weekday)} ${then.clock}`;
}

/** As short as a row of the room list allows: 9:02, 昨日, 11/19, 2025/11/19. */
export function shortWhenOf(at: number, now: number, t: Text): string {
  const then = momentOf(at);
  const today = momentOf(now);
  if (then.dayNo === today.dayNo) return then.clock;
  if (then.dayNo === today.dayNo - 1) return t.time.yesterday("").trim();
  const day = `${then.month}/${then.day}`;
  return then.year === today.year ? day : `${then.year}/${day}`;
}

/** The heading of a day in the timeline: 11月21日(土), with the year when it is another one. */
export function dayHeadingOf(at: number, now: number, t: Text): string {
  const then = momentOf(at);
  const weekday = t.time.weekdays[then.weekday] ?? "";
  if (then.year === momentOf(now).year) return t.time.heading(then.month, then.day, weekday);
  return t.time.dayInYear(t.time.year(then.year), then.month, then.day, weekday);
}

/** In full, for hovering and for readers of the screen; with the era when the person set it. */
export function fullWhenOf(at: number, t: Text, era: boolean): string {
  return `${fullDayOf(at, t, era)} ${clockOf(at)}`;
}

/** A day in full: 2026年11月21日(土); with the era when the person set it. */
export function fullDayOf(at: number, t: Text, era: boolean): string {
  const day = momentOf(at);
  const year = era ? eraYearOf(at, t) : t.time.year(day.year);
  return t.time.dayInYear(year, day.month, day.day, t.time.weekdays[day.weekday] ?? "");
}

const ERAS: readonly (readonly [firstDay: string, firstYear: number, name: string])[] = [
  ["2019-05-01", 2019, "令和"],
  ["1989-01-08", 1989, "平成"],
  ["1926-12-25", 1926, "昭和"],
];

function eraYearOf(at: number, t: Text): string {
  const day = isoDayOf(at);
  const year = Number(day.slice(0, 4));
  for (const [firstDay, firstYear, name] of ERAS) {
    if (day >= firstDay) return t.time.era(name, year - firstYear + 1);
  }
  return t.time.year(year);
}
