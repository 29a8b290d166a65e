import type { ReactNode } from "react";
import type { Figures, FiguresMonth } from "../../api/generated";
import { useBilingual } from "../../i18n/useBilingual";
import { shareOf } from "./charts";
import styles from "./Figures.module.css";
import { type FiguresWords, words } from "./words";

/** What a report begins with; each number with what it is a share of. */
export function KeyNumbers({ value }: { value: Figures }) {
  const w = useBilingual(words);
  const { accounts, days, months, reading, messages, hours, estimate, department_id } = value;
  const month = months.at(-1);
  const there = days.at(-1)?.accounts ?? 0;
  const isSet = estimate.message_seconds > 0 || estimate.reading_seconds > 0;
  const few = w.few(value.least);
  const told = Math.max(1, days.filter((one) => one.messages !== null).length);
  const perDay = ((messages ?? 0) / told).toLocaleString("ja", { maximumFractionDigits: 1 });
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
      {month && <Month few={few} month={month} there={there} w={w} />}
      <KeyNumber label={w.messages} note={messages === null ? undefined : w.perDay(perDay)}>
        {messages === null ? few : w.items(messages)}
      </KeyNumber>
      <KeyNumber
        label={w.read}
        note={
          reading.soon_to_read !== null && reading.soon_to_read > 0
            ? w.readSoon(shareOf(reading.soon_read, reading.soon_to_read, w.noneRead, few))
            : undefined
        }
      >
        {shareOf(reading.read, reading.to_read, w.noneRead, few)}
      </KeyNumber>
      <KeyNumber label={w.hours}>
        {isSet ? (hours === null ? few : w.hoursUnit(hours)) : w.hoursUnset}
      </KeyNumber>
    </dl>
  );
}

interface MonthProps {
  month: FiguresMonth;
  there: number;
  few: string;
  w: FiguresWords;
}

function Month({ month: { month, active, phones }, there, few, w }: MonthProps) {
  const share = w.ofAccounts(shareOf(active, there, w.noneRead, few));
  return (
    <>
      <KeyNumber label={w.activeMonth(month.replace("-", "/"))} note={active === null ? undefined : share}>
        {active === null ? few : w.people(active)}
      </KeyNumber>
      <KeyNumber label={w.phones} note={w.ofActive}>
        {shareOf(phones, active, w.noneRead, few)}
      </KeyNumber>
    </>
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
