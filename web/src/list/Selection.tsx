import type { ReactNode } from "react";
import { Checkbox } from "react-aria-components/Checkbox";
import type { Id } from "../model/types";
import { TickBox } from "../parts/Choices";
import { cx } from "../parts/cx";
import styles from "./List.module.css";
import type { Selection } from "./useSelection";

/** The box before a row that chooses it. */
export function Tick({ id, label, selection }: { id: Id; label: string; selection: Selection }) {
  return (
    <Checkbox
      aria-label={label}
      className={cx(styles.tick)}
      isSelected={selection.ids.has(id)}
      onChange={() => selection.toggle(id)}
    >
      <TickBox />
    </Checkbox>
  );
}

interface SelectionBarProps {
  label: string;
  /** How many are chosen. */
  said: string;
  children: ReactNode;
}

/** Below a list while rows of it are chosen: how many, and what can be done with them. */
export function SelectionBar({ label, said, children }: SelectionBarProps) {
  return (
    <section aria-label={label} className={styles.bar}>
      <p className={styles.chosen} role="status">
        {said}
      </p>
      {children}
    </section>
  );
}
