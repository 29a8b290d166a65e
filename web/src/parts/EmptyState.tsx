import type { ReactNode } from "react";
import { cx } from "./cx";
import styles from "./EmptyState.module.css";

interface EmptyStateProps {
  icon?: ReactNode;
  title: string;
  /** One sentence that teaches the next step. */
  children?: ReactNode;
  action?: ReactNode;
  compact?: boolean;
  /** It is all there is on the page: its title is the page's. */
  isPage?: boolean;
}

export function EmptyState({
  icon,
  title,
  children,
  action,
  compact = false,
  isPage = false,
}: EmptyStateProps) {
  return (
    <div className={cx(styles.empty, compact && styles.compact)}>
      {icon && <div className={styles.icon}>{icon}</div>}
      {isPage ? <h1 className={styles.title}>{title}</h1> : <p className={styles.title}>{title}</p>}
      {children && <p className={styles.text}>{children}</p>}
      {action && <div className={styles.action}>{action}</div>}
    </div>
  );
}
