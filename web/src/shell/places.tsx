import type { ReactNode } from "react";
import type { Me } from "../model/types";
import { cx } from "../parts/cx";
import { Link } from "./Link";
import styles from "./Rail.module.css";
import type { Route } from "./route";

/** Who finds the console: the server decides again, with each question. */
export function hasConsole({ tasks }: Me): boolean {
  return tasks.length > 0;
}

/** The pages that belong to the place "talk". */
export const TALKING: ReadonlySet<Route["page"]> = new Set(["rooms", "room", "open-rooms"]);

interface PlaceProps {
  to: string;
  name: string;
  icon: ReactNode;
  isHere: boolean;
  children?: ReactNode;
}

/** One place in the rail or the bar: an icon with its word, and what waits there. */
export function Place({ to, name, icon, isHere, children }: PlaceProps) {
  return (
    <Link
      aria-current={isHere ? "page" : undefined}
      className={cx(styles.place, "ring-inside", isHere && styles.here)}
      to={to}
    >
      <span className={styles.icon}>{icon}</span>
      <span>{name}</span>
      {children && <span className={styles.badge}>{children}</span>}
    </Link>
  );
}
