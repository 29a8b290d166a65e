import type { ReactNode } from "react";
import { Button as AriaButton } from "react-aria-components/Button";
import { cx } from "../parts/cx";
import styles from "./List.module.css";

interface CardRowProps {
  /** Opens it; without, the row itself cannot be pressed. */
  onPress?: () => void;
  /** The class that says how wide its columns are. */
  columns?: string | undefined;
  /** Before the card: a box to tick. */
  before?: ReactNode;
  /** Behind the card: what is pressed by itself. */
  after?: ReactNode;
  children: ReactNode;
}

/** A row with columns that opens when it is pressed. */
export function CardRow({ onPress, columns, before, after, children }: CardRowProps) {
  return (
    <li className={styles.row}>
      {before}
      {onPress === undefined ? (
        <div className={cx(styles.card, columns)}>{children}</div>
      ) : (
        <AriaButton className={cx(styles.card, columns, "ring-inside")} onPress={onPress}>
          {children}
        </AriaButton>
      )}
      {after}
    </li>
  );
}

/** A row on a line: words, and what can be done behind them. */
export function LineRow({ top = false, children }: { top?: boolean; children: ReactNode }) {
  return <li className={cx(styles.line, top && styles.top)}>{children}</li>;
}

interface RowWordsProps {
  name: ReactNode;
  /** Beside the name: tags, a reading. */
  beside?: ReactNode;
  /** Below it, in grey. */
  second?: ReactNode;
  /** Further lines. */
  children?: ReactNode;
}

/** The words of a row: a name with its tags, and a line of facts below. */
export function RowWords({ name, beside, second, children }: RowWordsProps) {
  return (
    <span className={styles.words}>
      <span className={styles.first}>
        <span className={styles.name}>{name}</span>
        {beside}
      </span>
      {second && <span className={styles.second}>{second}</span>}
      {children}
    </span>
  );
}

/** Facts in one line, those that are missing left out. */
export function facts(...given: readonly (string | null | false | undefined)[]): string {
  return given.filter(Boolean).join("　");
}
