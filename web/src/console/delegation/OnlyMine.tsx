import { useMe } from "../../state";
import { Hint } from "../Hint";
import { useBoth } from "../words/both";
import { reachOf } from "./tasks";
import { words } from "./words";

/** Tells whoever does a task for some departments that the page shows only these. */
export function OnlyMine({ task }: { task: "people" | "guests" | "devices" }) {
  const d = useBoth(words);
  return reachOf(useMe(), task) === null ? null : <Hint>{d.only[task]}</Hint>;
}
