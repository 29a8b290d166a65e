import { useState } from "react";
import type { QuietHours } from "../api/generated";
import { useBilingual } from "../i18n/useBilingual";
import { Switch } from "../parts/Choices";
import { TextField } from "../parts/TextField";
import styles from "./Notifications.module.css";
import { fieldOf, minuteOf, readOf } from "./quietHours";
import { type NotificationWords, words } from "./words";

/** The hours that hold where nobody chose any (QuietHours in notifications/model.py). */
export const FIRST_HOURS: QuietHours = { start: 20 * 60, end: 8 * 60 + 30, days_off: true };

interface FieldsProps {
  value: QuietHours;
  /** Called with times that are complete; `isTyping` while a field of time still has the focus. */
  onChange: (value: QuietHours, isTyping: boolean) => void;
  /** False as soon as a time is missing. */
  onComplete?: (isComplete: boolean) => void;
}

/** From when to when, and whether days off are quiet as a whole. */
export function QuietHoursFields({ value, onChange, onComplete }: FieldsProps) {
  const w = useBilingual(words);
  const [typed, setTyped] = useState({ start: fieldOf(value.start), end: fieldOf(value.end) });
  function type(part: Partial<typeof typed>) {
    const next = { ...typed, ...part };
    setTyped(next);
    const times = timesOf(next);
    onComplete?.(times !== null);
    if (times !== null) onChange({ ...value, ...times }, true);
  }
  function settle() {
    const times = timesOf(typed);
    if (times !== null) onChange({ ...value, ...times }, false);
  }
  const field = (name: "start" | "end") => (
    <TextField
      error={minuteOf(typed[name]) === null ? w.timeMissing : null}
      label={w[name]}
      onBlur={settle}
      onChange={(clock) => type({ [name]: clock })}
      type="time"
      value={typed[name]}
    />
  );
  return (
    <>
      <div className={styles.times}>
        {field("start")}
        {field("end")}
      </div>
      {isSameTime(typed) && <p className={styles.note}>{value.days_off ? w.onlyDaysOff : w.noHours}</p>}
      <Switch
        label={w.daysOff}
        note={w.daysOffNote}
        on={value.days_off}
        onChange={(days_off) => onChange({ ...value, days_off }, false)}
      />
    </>
  );
}

function timesOf({ start, end }: { start: string; end: string }): Pick<QuietHours, "start" | "end"> | null {
  const [from, to] = [minuteOf(start), minuteOf(end)];
  return from === null || to === null ? null : { start: from, end: to };
}

function isSameTime({ start, end }: { start: string; end: string }): boolean {
  return minuteOf(start) !== null && minuteOf(start) === minuteOf(end);
}

/** 20:00から翌8:30まで、閉庁日は一日中 */
export function quietText(quiet: QuietHours | null, w: NotificationWords): string {
  if (quiet === null) return w.bodyNone;
  const { start, end, days_off } = quiet;
  const hours = start === end ? [] : [w.hours(readOf(start), readOf(end), end < start)];
  return [...hours, ...(days_off ? [w.withDaysOff] : [])].join(w.between) || w.bodyNone;
}
