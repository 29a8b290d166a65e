import type { ReactNode } from "react";
import { cx } from "../parts/cx";
import styles from "./PageBody.module.css";

interface PageBodyProps {
  /** Nothing in it can be pressed, so the keyboard must reach it to scroll it: what it is called then. */
  label?: string;
  /** Rows bring space of their own at both ends. */
  edge?: boolean;
  /** Words and forms are read in a column. */
  column?: boolean;
  children: ReactNode;
}

/** What scrolls below the first line of a page. */
export function PageBody({ label, edge = false, column = false, children }: PageBodyProps) {
  const className = cx(styles.body, edge && styles.edge);
  const content = column ? <div className={styles.column}>{children}</div> : children;
  if (label === undefined) return <div className={className}>{content}</div>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it must scroll by keyboard.
    <section aria-label={label} className={className} tabIndex={0}>
      {content}
    </section>
  );
}
