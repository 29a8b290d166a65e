import type { ReactNode } from "react";
import styles from "./Hint.module.css";

/** What is to be known of a list, above it. */
export function Hint({ children }: { children: ReactNode }) {
  return <p className={styles.hint}>{children}</p>;
}
