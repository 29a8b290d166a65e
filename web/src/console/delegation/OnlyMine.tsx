import { useBilingual } from "../../i18n/useBilingual";
import { ListNotice } from "../../list/List";
import { useMe } from "../../state";
import { reachOf } from "./tasks";
import { words } from "./words";

/** Tells whoever does a task for some departments that the page shows only these. */
export function OnlyMine({ task }: { task: "people" | "guests" | "devices" }) {
  const d = useBilingual(words);
  return reachOf(useMe(), task) === null ? null : <ListNotice>{d.only[task]}</ListNotice>;
}
