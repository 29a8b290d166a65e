import type { ReactNode } from "react";
import { useText } from "../i18n";
import { Button } from "../parts/Button";
import { cx } from "../parts/cx";
import { Failed } from "../parts/Failed";
import { SkeletonRows } from "../parts/Skeleton";
import type { Pages } from "../shell/useAnswer";
import styles from "./List.module.css";

interface ListProps<Item> {
  found: Pages<Item>;
  /** One row; it carries its key. */
  row: (item: Item) => ReactNode;
  /** What stands there when nothing is found. */
  empty: ReactNode;
  /** Said when it could not be fetched. */
  failed: string;
  /** Rows are people: the skeleton has their height. */
  people?: boolean;
  /** Rows have columns. */
  wide?: boolean;
}

/** A list that comes in pages: on its way, failed, empty, or its rows and a button for more of them. */
export function List<Item>({ found, row, empty, failed, people = false, wide = false }: ListProps<Item>) {
  const { items, phase, again } = found;
  if (items.length === 0 && phase === "asking") return <SkeletonRows person={people} />;
  if (items.length === 0 && phase === "failed") return <Failed onAgain={again} title={failed} />;
  if (items.length === 0) return empty;
  return (
    <>
      <ul className={cx(styles.list, wide && styles.wide)}>{items.map(row)}</ul>
      <More found={found} />
    </>
  );
}

/** The button below a list that goes on; nothing below its end. */
export function More({ found: { hasMore, phase, more } }: { found: Pages<unknown> }) {
  const t = useText();
  if (!hasMore) return null;
  return (
    <div className={styles.more}>
      <Button busy={phase === "asking"} onPress={more}>
        {t.parts.loadMore}
      </Button>
    </div>
  );
}

/** Above a list: the field to search in, then what narrows it down. */
export function Filters({ children }: { children: ReactNode }) {
  return <div className={styles.filters}>{children}</div>;
}

/** Above the rows: something about the list that wants looking after, and a button that shows it. */
export function ListNotice({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className={styles.notice} role="status">
      <p>{children}</p>
      {action}
    </div>
  );
}
