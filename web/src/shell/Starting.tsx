import { useText } from "../i18n";
import { SkeletonRows } from "../parts/Skeleton";
import styles from "./Shell.module.css";

/** The shell's shape before its content: nothing moves when that comes. */
export function Starting() {
  const t = useText();
  return (
    <div aria-busy="true" className={styles.shell}>
      <div className={styles.rail} />
      <div className={styles.list}>
        <div className={styles.startHead} />
        <SkeletonRows rows={10} />
      </div>
      <main className={styles.main}>
        <span className="said" role="status">
          {t.parts.loading}
        </span>
      </main>
    </div>
  );
}
