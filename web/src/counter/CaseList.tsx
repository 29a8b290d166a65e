import type { CaseRow } from "../api/generated";
import { useText } from "../i18n";
import { whenOf } from "../i18n/time";
import { Tag } from "../parts/Badge";
import { cx } from "../parts/cx";
import { Link } from "../shell/Link";
import { useNow } from "../shell/useNow";
import styles from "./Counter.module.css";
import { Due } from "./Due";
import { casePath } from "./paths";
import { RowTags } from "./Seats";
import { toneOf } from "./states";
import { useWords } from "./words";

/** The cases of a view on a phone: one under the other. */
export function CaseList({ items }: { items: readonly CaseRow[] }) {
  const t = useText();
  const w = useWords();
  const now = useNow();
  return (
    <ul aria-label={w.list} className={styles.cards}>
      {items.map((one) => (
        <li key={one.id}>
          <Link className={cx(styles.card, !one.is_opened && styles.unopened)} to={casePath(one.id)}>
            <span className={styles.cardTop}>
              <span>{one.who || one.number}</span>
              <Tag tone={toneOf(one.state)}>{w.states[one.state]}</Tag>
            </span>
            <RowTags one={one} />
            <span className={styles.line}>{one.title}</span>
            <span className={styles.line}>
              {one.number}　{whenOf(one.received_at, now, t)}　{one.owner || w.nobody}
            </span>
            <Due one={one} />
            {!one.is_opened && <span className="said">{w.unopened}</span>}
          </Link>
        </li>
      ))}
    </ul>
  );
}
