import type { ReactNode } from "react";
import type { Figures } from "../../api/generated";
import { useBoth } from "../../i18n/useBoth";
import { shareOf } from "./charts";
import styles from "./Figures.module.css";
import { words } from "./words";

/** What a report begins with; each number with what it is a share of. */
export function KeyNumbers({ value }: { value: Figures }) {
  const w = useBoth(words);
  const { accounts, days, months, reading, messages, hours, estimate, department_id } = value;
  const month = months.at(-1);
  const there = days.at(-1)?.accounts ?? 0;
  const isSet = estimate.message_seconds > 0 || estimate.reading_seconds > 0;
  const perDay = (messages / Math.max(1, days.length)).toLocaleString("ja", { maximumFractionDigits: 1 });
  return (
    <dl className={styles.numbers}>
      <KeyNumber
        label={w.accounts}
        note={department_id === null ? w.accountsNote(accounts.suspended, accounts.left) : undefined}
      >
        {w.people(department_id === null ? accounts.active : there)}
      </KeyNumber>
      {department_id === null && accounts.guests !== null && (
        <KeyNumber label={w.guests}>{w.people(accounts.guests)}</KeyNumber>
      )}
      {month && (
        <KeyNumber
          label={w.activeMonth(month.month.replace("-", "/"))}
          note={w.ofAccounts(shareOf(month.active, there, w.noneRead))}
        >
          {w.people(month.active)}
        </KeyNumber>
      )}
      {month && (
        <KeyNumber label={w.phones} note={w.ofActive}>
          {shareOf(month.phones, month.active, w.noneRead)}
        </KeyNumber>
      )}
      <KeyNumber label={w.messages} note={w.perDay(perDay)}>
        {w.items(messages)}
      </KeyNumber>
      <KeyNumber
        label={w.read}
        note={
          reading.soon_to_read > 0
            ? w.readSoon(shareOf(reading.soon_read, reading.soon_to_read, w.noneRead))
            : undefined
        }
      >
        {shareOf(reading.read, reading.to_read, w.noneRead)}
      </KeyNumber>
      <KeyNumber label={w.hours}>{isSet ? w.hoursUnit(hours) : w.hoursUnset}</KeyNumber>
    </dl>
  );
}

interface KeyNumberProps {
  label: string;
  note?: string | undefined;
  children: ReactNode;
}

function KeyNumber({ label, note, children }: KeyNumberProps) {
  return (
    <div className={styles.number}>
      <dt>{label}</dt>
      <dd className={styles.value}>{children}</dd>
      {note && <dd className={styles.note}>{note}</dd>}
    </div>
  );
}
