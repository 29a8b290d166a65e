import type { ListCard } from "../../api/generated";
import { Tag } from "../../parts/Badge";
import styles from "./Transfers.module.css";
import type { Words } from "./words";

/** How far a list of moves is. */
export function StateTag({ status, w }: { status: ListCard["status"]; w: Words }) {
  if (status === "failed") return <span className={styles.failed}>{w.failedState}</span>;
  const tone = status === "set" ? "accent" : status === "done" ? "done" : "plain";
  return <Tag tone={tone}>{w[status]}</Tag>;
}
