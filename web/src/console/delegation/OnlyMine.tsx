import { useMe } from "../../state";
import { useBoth } from "../words/both";
import styles from "./OnlyMine.module.css";
import { reachOf } from "./tasks";
import { words } from "./words";

/** Tells whoever does a task for some departments that the page shows only these. */
export function OnlyMine({ task }: { task: "people" | "guests" | "devices" }) {
  const d = useBoth(words);
  return reachOf(useMe(), task) === null ? null : <p className={styles.hint}>{d.only[task]}</p>;
}
