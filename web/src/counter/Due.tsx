import type { CaseRow } from "../api/generated";
import { useText } from "../i18n";
import { isoDayOf } from "../i18n/time";
import { useNow } from "../shell/useNow";
import styles from "./Counter.module.css";
import { dayText, isOver } from "./states";
import { useWords } from "./words";

/** By when something is to be done: by the standard period, or because the applicant wrote. */
export function Due({ one }: { one: CaseRow }) {
  const t = useText();
  const w = useWords();
  const now = useNow();
  if (one.turn === "nobody") return null;
  const today = isoDayOf(now);
  const isLate = isOver(one.due_on, today) || isOver(one.reply_due_on, today);
  return (
    <>
      {one.reply_due_on !== null && (
        <span className={styles.line}>{w.replyBy(dayText(one.reply_due_on, now, t))}</span>
      )}
      {one.turn === "applicant" && one.due_on !== null && <span className={styles.line}>{w.stopped}</span>}
      {one.turn !== "applicant" && one.due_on !== null && (
        <span className={styles.line}>{w.dueOn(dayText(one.due_on, now, t))}</span>
      )}
      {isLate && one.turn !== "applicant" && <strong className={styles.late}>{w.overdue}</strong>}
    </>
  );
}
