import type { CircularHappened, CircularView } from "../api/generated";
import { type Text, useText } from "../i18n";
import { fullWhenOf } from "../i18n/time";
import { useNow } from "../shell/useNow";
import { useSettings } from "../state";
import styles from "./Circulars.module.css";
import { dayText } from "./days";
import { type CircularWords, useWords } from "./words";

/** What happened with it, besides the confirmations that stand on the sheet. */
export function History({ view }: { view: CircularView }) {
  const t = useText();
  const w = useWords();
  const now = useNow();
  const { era } = useSettings();
  return (
    <section aria-label={w.history} className={styles.part}>
      <h2 className={styles.heading}>{w.history}</h2>
      <ol className={styles.said}>
        {view.history.map((one, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: what has happened never changes places.
          <li key={at}>
            <span className={styles.about}>
              {fullWhenOf(one.at, t, era)}　{one.by}
            </span>
            <span className={styles.line}>{sentenceOf(one, w, now, t)}</span>
            {one.text && <p className={styles.comment}>{one.text}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}

function sentenceOf(one: CircularHappened, w: CircularWords, now: number, t: Text): string {
  const isDay = one.kind === "circular.extended" || one.kind === "circular.sent";
  const about = isDay && one.about ? dayText(one.about, now, t) : one.about;
  return w.happened[one.kind]?.(about, one.count) ?? one.kind;
}
