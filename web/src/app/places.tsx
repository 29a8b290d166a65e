import type { ReactNode } from "react";
import { cx } from "../parts/cx";
import { Link } from "../shell/Link";
import type { Route } from "../shell/route";
import { useMay } from "../shell/useMay";
import { useMe } from "../state";
import styles from "./Rail.module.css";

/** The pages that belong to the place "talk". */
export const TALKING: ReadonlySet<Route["page"]> = new Set([
  "rooms",
  "room",
  "open-rooms",
  "alliances",
  "polls",
  "meetings",
  "notes",
]);

/** Staff who may build forms, or read what came in by them. */
export function useHasForms(): boolean {
  const may = useMay();
  const { person } = useMe();
  return person.kind === "staff" && (may("build_forms") || may("read_answers"));
}

/** Staff who may work on what came in. */
export function useHasCounter(): boolean {
  const may = useMay();
  const { person } = useMe();
  return person.kind === "staff" && may("read_answers");
}

interface PlaceProps {
  to: string;
  name: string;
  icon: ReactNode;
  isHere: boolean;
  /** Something goes on there that comes before all else. */
  urgent?: boolean;
  children?: ReactNode;
}

/** One place in the rail or the bar: an icon with its word, and what waits there. */
export function Place({ to, name, icon, isHere, urgent = false, children }: PlaceProps) {
  return (
    <Link
      aria-current={isHere ? "page" : undefined}
      className={cx(styles.place, "ring-inside", isHere && styles.here, urgent && styles.urgent)}
      to={to}
    >
      <span className={styles.icon}>{icon}</span>
      <span>{name}</span>
      {children && <span className={styles.badge}>{children}</span>}
    </Link>
  );
}
