import type { CaseView } from "../api/generated";
import { useText } from "../i18n";
import { whenOf } from "../i18n/time";
import { Tag } from "../parts/Badge";
import { Link } from "../shell/Link";
import { useNow } from "../shell/useNow";
import styles from "./Counter.module.css";
import { casePath } from "./paths";
import { useWords } from "./words";

/** Other cases of the same person: named with the reason, never joined by themselves. */
export function Related({ view }: { view: CaseView }) {
  const t = useText();
  const w = useWords();
  const now = useNow();
  if (view.related.length === 0) return null;
  return (
    <section aria-label={w.related} className={styles.part}>
      <h2 className={styles.heading}>{w.related}</h2>
      <p className={styles.about}>{w.relatedWhy}</p>
      <ul className={styles.said}>
        {view.related.map((one) => (
          <li key={one.id}>
            <Link to={casePath(one.id)}>{one.number}</Link> {one.title}
            <span className={styles.line}>
              {whenOf(one.received_at, now, t)}　{w.states[one.state]}
            </span>
            {one.is_same_form && <Tag tone="accent">{w.sameForm}</Tag>}
          </li>
        ))}
      </ul>
    </section>
  );
}
