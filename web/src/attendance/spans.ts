/** From when until when one usually is away: what is offered for the second touch. */
import type { ReportView } from "../api/generated";
import { isoDayOf } from "../i18n/time";

export type Kind = ReportView["kind"];
export const KINDS: readonly Kind[] = ["home", "leave", "out", "meeting", "late", "trip", "absent"];

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** 8:30, 12:00, 13:00, 17:15: the hours of an office. */
const OPENS_MS = 8.5 * HOUR_MS;
const NOON_MS = 12 * HOUR_MS;
const AFTER_NOON_MS = 13 * HOUR_MS;
const CLOSES_MS = 17.25 * HOUR_MS;

export interface Span {
  readonly id: "today" | "tomorrow" | "morning" | "afternoon" | "hour" | "two" | "noon" | "close" | "until";
  readonly begins_at: number;
  readonly ends_at: number;
}

export function midnightOf(day: string): number {
  return Date.parse(`${day}T00:00:00+09:00`);
}

/** Whole and half days for who is not in the office; hours for who is out of it for a while. */
export function spansOf(kind: Kind, now: number): readonly Span[] {
  const today = midnightOf(isoDayOf(now));
  const at = (from: number, to: number, id: Span["id"]): Span => ({
    id,
    begins_at: today + from,
    ends_at: today + to,
  });
  const minute = now - (now % 60_000);
  const from = minute - today;
  if (kind === "late") {
    return [9, 9.5, 10, 10.5, 11, 12, 13]
      .map((hour) => at(OPENS_MS, hour * HOUR_MS, "until"))
      .filter(({ ends_at }) => ends_at > now);
  }
  const offered =
    kind === "out" || kind === "meeting"
      ? [
          at(from, from + HOUR_MS, "hour"),
          at(from, from + 2 * HOUR_MS, "two"),
          at(from, NOON_MS, "noon"),
          at(from, CLOSES_MS, "close"),
        ]
      : [
          at(0, DAY_MS, "today"),
          at(OPENS_MS, NOON_MS, "morning"),
          at(AFTER_NOON_MS, CLOSES_MS, "afternoon"),
          at(DAY_MS, 2 * DAY_MS, "tomorrow"),
        ];
  return offered.filter(({ begins_at, ends_at }) => ends_at > now && begins_at < ends_at);
}

/** A time one chose: whole days where no hours are given. Null where it ends before it begins. */
export function chosenSpan(first: string, last: string, from: string, to: string) {
  const begins_at = from === "" ? midnightOf(first) : Date.parse(`${first}T${from}:00+09:00`);
  const end = last === "" ? first : last;
  const ends_at = to === "" ? midnightOf(end) + DAY_MS : Date.parse(`${end}T${to}:00+09:00`);
  return begins_at < ends_at ? { begins_at, ends_at } : null; // not, where one is no number
}

/** The day that many days after one. */
export function dayAfter(day: string, days: number): string {
  return isoDayOf(midnightOf(day) + days * DAY_MS);
}
