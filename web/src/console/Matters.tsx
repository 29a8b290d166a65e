import { WarningIcon } from "../design/icons";
import { Link } from "../shell/Link";
import styles from "./Matters.module.css";
import { type Matter, useMatters } from "./matters";
import { useWords } from "./words";

/** What somebody who administers the body must not overlook, above every page of the console; nothing when all is well. */
export function Matters() {
  const w = useWords();
  const { matters } = useMatters();
  if (matters.length === 0) return null;
  return (
    <section aria-label={w.overviewTitle} className={styles.matters}>
      <MatterList matters={matters} />
    </section>
  );
}

export function MatterList({ matters }: { matters: readonly Matter[] }) {
  return (
    <ul>
      {matters.map(({ id, text, to }) => (
        <li key={id}>
          <Link className={styles.matter} to={to}>
            <WarningIcon size={18} />
            <span>{text}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
