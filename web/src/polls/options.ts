/** What can be chosen, as it is being written; and as people read it. */
import type { NewPollOption, PollOptionView, PollView } from "../api/generated";
import type { Text } from "../i18n";
import { clockOf, dayHeadingOf, isoDayOf } from "../i18n/time";
import type { PollWords } from "./words";

export type Kind = PollView["kind"];

export interface DateRow {
  readonly day: string;
  readonly from: string;
  readonly to: string;
  readonly place: string;
}

const DAY_MS = 86_400_000;
const JAPAN_MS = 9 * 3600_000;

/** The next one to be filled in: the day after the last, at the same hours and place. */
export function nextDate(rows: readonly DateRow[], now: number): DateRow {
  const last = rows.at(-1);
  if (last === undefined || last.day === "") {
    return { day: workdayFrom(now + DAY_MS), from: "10:00", to: "11:00", place: last?.place ?? "" };
  }
  return { ...last, day: workdayFrom(Date.parse(`${last.day}T00:00:00+09:00`) + DAY_MS) };
}

/** That day, or the Monday after it. */
function workdayFrom(at: number): string {
  const weekday = new Date(at + JAPAN_MS).getUTCDay();
  return isoDayOf(at + (weekday === 6 ? 2 : weekday === 0 ? 1 : 0) * DAY_MS);
}

/** Null where one has no beginning, or ends before it begins. */
export function dateOptions(rows: readonly DateRow[]): NewPollOption[] | null {
  const options = rows.map(({ day, from, to, place }) => ({
    label: place.trim(),
    begins_at: Date.parse(`${day}T${from}:00+09:00`),
    ends_at: Date.parse(`${day}T${to}:00+09:00`),
  }));
  const isGood = options.every(({ begins_at, ends_at }) => begins_at < ends_at); // not, where one is no number
  return isGood && options.length > 0 ? options : null;
}

export function textOptions(lines: readonly string[]): NewPollOption[] | null {
  const labels = lines.map((one) => one.trim()).filter((one) => one !== "");
  return labels.length >= 2 && new Set(labels).size === labels.length
    ? labels.map((label) => ({ label }))
    : null;
}

/** 12/10(木) 9:00–10:00 市役所, はい, 3, or as it was written. */
export function optionText(
  poll: PollView,
  option: PollOptionView,
  now: number,
  t: Text,
  w: PollWords,
): string {
  if (option.begins_at !== null && option.ends_at !== null) {
    const isOneDay = isoDayOf(option.begins_at) === isoDayOf(option.ends_at);
    const end = isOneDay
      ? clockOf(option.ends_at)
      : `${dayHeadingOf(option.ends_at, now, t)} ${clockOf(option.ends_at)}`;
    const place = option.label ? `　${option.label}` : "";
    return `${dayHeadingOf(option.begins_at, now, t)} ${clockOf(option.begins_at)}–${end}${place}`;
  }
  if (poll.kind === "yes_no") return option.label === "yes" ? w.yes : w.no;
  return poll.kind === "scale" ? w.scale(option.label, poll.options.length) : option.label;
}

/** Of 0, 1, 2: how a date suits. */
export const MARKS = ["×", "△", "○"] as const;
export type MarkValue = 0 | 1 | 2;

export function markOf(value: number | undefined): string {
  return value === undefined ? "" : (MARKS[value] ?? "");
}
