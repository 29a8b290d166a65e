import { useText } from "../i18n";
import { fullWhenOf } from "../i18n/time";
import { Button } from "../parts/Button";
import { useNow } from "../shell/useNow";
import { useWork } from "../shell/useWork";
import { useSettings } from "../state";
import { cases } from "./api";
import styles from "./Counter.module.css";
import type { OfCase } from "./ofCase";
import { dayText } from "./states";
import { useWords } from "./words";

/** What was asked to be mended, and what came of it. */
export function Corrections({ view, onView }: OfCase) {
  const t = useText();
  const w = useWords();
  const { era } = useSettings();
  const now = useNow();
  const work = useWork();
  if (view.corrections.length === 0) return null;
  const labels = new Map(
    view.application.pages.flatMap((page) => page.answers.map((one) => [one.question_id, one.label])),
  );
  return (
    <section aria-label={w.correction} className={styles.part}>
      <h2 className={styles.heading}>{w.correction}</h2>
      <ol className={styles.said}>
        {view.corrections.map((one) => (
          <li key={one.id}>
            <p className={styles.about}>{w.correctionAsked(one.by, dayText(one.answer_by, now, t))}</p>
            {one.text && <p className={styles.text}>{one.text}</p>}
            <ul className={styles.reasons}>
              {Object.entries(one.marks).map(([id, reason]) => (
                <li key={id}>
                  <strong>{labels.get(id) ?? id}</strong> {reason}
                </li>
              ))}
            </ul>
            {one.answered_at !== null && (
              <p className={styles.about}>{w.correctionAnswered(fullWhenOf(one.answered_at, t, era))}</p>
            )}
            {one.withdrawn_at !== null && <p className={styles.about}>{w.correctionWithdrawn}</p>}
          </li>
        ))}
      </ol>
      {view.case.state === "correcting" && view.is_worked_by_viewer && (
        <Button
          busy={work.busy}
          onPress={() => work.run(async () => onView(await cases.withdrawCorrection(view.case.id)))}
          small
        >
          {w.withdrawCorrection}
        </Button>
      )}
    </section>
  );
}
