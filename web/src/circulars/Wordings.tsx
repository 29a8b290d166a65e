import type { CircularVersion, CircularView } from "../api/generated";
import { useText } from "../i18n";
import { fullWhenOf } from "../i18n/time";
import { useSettings } from "../state";
import { Body } from "../talk/Body";
import { Files } from "../talk/Files";
import styles from "./Circulars.module.css";
import { useWords } from "./words";

/** What it says now; when it was changed, why, and what it said before. */
export function Wordings({ view }: { view: CircularView }) {
  const w = useWords();
  const [present, ...earlier] = view.versions;
  if (present === undefined) return null;
  return (
    <section aria-label={w.content} className={styles.part}>
      {present.number > 1 && (
        <p className={styles.notice}>
          {w.changed}
          {present.reason && <span className={styles.line}>{w.reasonIs(present.reason)}</span>}
        </p>
      )}
      <Words one={present} view={view} />
      {earlier.map((one) => (
        <Earlier key={one.number} one={one} view={view} />
      ))}
    </section>
  );
}

function Words({ one, view }: { one: CircularVersion; view: CircularView }) {
  return (
    <>
      {one.text && (
        <div className={styles.text}>
          <Body isWhole mentions={[]} text={one.text} />
        </div>
      )}
      {one.files.length > 0 && <Files files={one.files} room={view.circular} />}
    </>
  );
}

function Earlier({ one, view }: { one: CircularVersion; view: CircularView }) {
  const t = useText();
  const w = useWords();
  const { era } = useSettings();
  return (
    <details className={styles.earlier}>
      <summary>
        {w.earlier(one.number, one.confirmed, one.people)}
        <span className={styles.about}>　{fullWhenOf(one.at, t, era)}</span>
      </summary>
      <p className={styles.rowTitle}>{one.title}</p>
      <Words one={one} view={view} />
    </details>
  );
}
