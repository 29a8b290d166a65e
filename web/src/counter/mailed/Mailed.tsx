import { useCallback } from "react";
import type { CaseView, LetterTold } from "../../api/generated";
import { useText } from "../../i18n";
import { fullWhenOf } from "../../i18n/time";
import { ask } from "../../net/http";
import { Failed } from "../../parts/Failed";
import { useAnswer } from "../../shell/useAnswer";
import { useSettings } from "../../state";
import styles from "../Counter.module.css";
import { useMailedWords } from "./words";

/** Every letter to the applicant, and what became of each attempt to send it. */
export function Mailed({ view }: { view: CaseView }) {
  const w = useMailedWords();
  const path = `/api/cases/${encodeURIComponent(view.case.id)}/mail`;
  // Whatever is done with a case may send a letter.
  const done = `${path} ${view.case.revision}`;
  const answer = useAnswer(
    // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when something was done.
    useCallback((signal: AbortSignal) => ask<readonly LetterTold[]>("GET", path, { signal }), [path, done]),
  );
  if (answer.value === null) {
    return answer.phase === "failed" ? <Failed onAgain={answer.again} title={w.failed} /> : null;
  }
  return (
    <section aria-label={w.title} className={styles.part}>
      <h2 className={styles.heading}>{w.title}</h2>
      {answer.value.length === 0 ? (
        <p className={styles.none}>{w.none}</p>
      ) : (
        <ol className={styles.said}>
          {answer.value.map((one) => (
            <Letter key={one.id} one={one} />
          ))}
        </ol>
      )}
    </section>
  );
}

function Letter({ one }: { one: LetterTold }) {
  const t = useText();
  const w = useMailedWords();
  const { era } = useSettings();
  const isBad = one.state.status === "refused" || one.state.status === "failed";
  const isWithdrawn = one.state.error === "withdrawn";
  return (
    <li>
      <p className={styles.about}>
        {fullWhenOf(one.created_at, t, era)}　{one.to}
      </p>
      <p className={styles.text}>{one.subject}</p>
      <p className={isBad && !isWithdrawn ? styles.late : styles.about}>
        {isWithdrawn ? w.withdrawn : w.states[one.state.status]}
        {one.state.error && !isWithdrawn && `　${one.state.error}`}
      </p>
      {one.attempts.length > 1 && (
        <details>
          <summary>{w.attempts(one.attempts.length)}</summary>
          <ol className={styles.reasons}>
            {one.attempts.map((each) => (
              <li className={styles.about} key={each.at}>
                {fullWhenOf(each.at, t, era)}　{each.outcome === null ? w.unknown : w.outcomes[each.outcome]}
                {each.error && `　${each.error}`}
              </li>
            ))}
          </ol>
        </details>
      )}
    </li>
  );
}
