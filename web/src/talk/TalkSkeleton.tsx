import { useText } from "../i18n";
import { SkeletonAvatar, SkeletonLine } from "../parts/Skeleton";
import styles from "./TalkSkeleton.module.css";

const LINES = [[80, 60], [100, 80, 40], [60], [80, 100], [40], [100, 60]] as const;

/** Messages on their way, of about their size. */
export function TalkSkeleton() {
  const t = useText();
  return (
    <div className={styles.rows}>
      <span className="said" role="status">
        {t.talk.loading}
      </span>
      {LINES.map((lines, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows never change places.
        <div aria-hidden="true" className={styles.row} key={i}>
          <SkeletonAvatar />
          <span className={styles.lines}>
            <SkeletonLine small width={20} />
            {lines.map((width, j) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the lines never change places.
              <SkeletonLine key={j} width={width} />
            ))}
          </span>
        </div>
      ))}
    </div>
  );
}
