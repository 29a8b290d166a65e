import type { CaseView } from "../api/generated";
import { useText } from "../i18n";
import { fullWhenOf } from "../i18n/time";
import { useSettings } from "../state";
import styles from "./Counter.module.css";
import { useWords } from "./words";

/** Everything that happened with a case, as the record has it. */
export function History({ view }: { view: CaseView }) {
  const t = useText();
  const w = useWords();
  const { era } = useSettings();
  return (
    <section aria-label={w.history} className={styles.part}>
      <h2 className={styles.heading}>{w.history}</h2>
      <ol className={styles.said}>
        {view.history.map((one, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: what has happened never changes places.
          <li key={at}>
            <span className={styles.about}>
              {fullWhenOf(one.at, t, era)}　{one.by || w.byApplicant}
              {one.is_public && `　${w.shownToApplicant}`}
            </span>
            <span className={styles.line}>
              {one.state === null || one.state === undefined
                ? (w.happened[one.kind] ?? one.kind)
                : w.movedTo(w.states[one.state])}
            </span>
            {one.text && <p className={styles.text}>{one.text}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}
