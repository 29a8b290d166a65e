import { cx } from "./cx";
import styles from "./Skeleton.module.css";

/** A grey line of the size of the words to come. `width` in hundredths of the row. */
export function SkeletonLine({
  width = 60,
  small = false,
}: {
  width?: 20 | 40 | 60 | 80 | 100;
  small?: boolean;
}) {
  return <span className={cx(styles.line, styles[`w${width}`], small && styles.small)} />;
}

export function SkeletonAvatar({ small = false }: { small?: boolean }) {
  return <span className={cx(styles.avatar, small && styles.smallAvatar)} />;
}

const WIDTHS = [60, 80, 40, 100, 60, 40, 80, 60, 100, 40] as const;

/** Rows of a list on its way, of their true height. */
export function SkeletonRows({ rows = 8, person = false }: { rows?: number; person?: boolean }) {
  return (
    <div aria-hidden="true">
      {WIDTHS.slice(0, rows).map((width, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows never change places.
        <div className={cx(styles.row, person && styles.person)} key={i}>
          <SkeletonAvatar small={!person} />
          <span className={styles.lines}>
            <SkeletonLine width={width} />
            {person && <SkeletonLine small width={40} />}
          </span>
        </div>
      ))}
    </div>
  );
}
