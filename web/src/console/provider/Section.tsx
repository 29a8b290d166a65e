import type { ReactNode } from "react";
import styles from "./Provider.module.css";

/** A part of the page: what it is about at the side, above it on a phone. */
export function Section({ title, note, children }: { title: string; note?: string; children: ReactNode }) {
  return (
    <section className={styles.section}>
      <div>
        <h2 className={styles.sectionTitle}>{title}</h2>
        {note && <p className={styles.note}>{note}</p>}
      </div>
      <div className={styles.sectionBody}>{children}</div>
    </section>
  );
}
