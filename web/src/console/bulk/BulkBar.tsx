import { useMemo, useState } from "react";
import type { MatchingIds } from "../../api/generated";
import { useBilingual } from "../../i18n/useBilingual";
import { SelectionBar } from "../../list/Selection";
import type { Selection } from "../../list/useSelection";
import { ask, type Query } from "../../net/http";
import { Button } from "../../parts/Button";
import { type MenuAction, MenuButton } from "../../parts/Menu";
import { useWork } from "../../shell/useWork";
import { useMe } from "../../state";
import { reachOf } from "../delegation/tasks";
import type { Line } from "../tree";
import styles from "./Bulk.module.css";
import { type Act, BulkDialog } from "./BulkDialog";
import { SheetsDialog } from "./SheetsDialog";
import { words } from "./words";

interface BulkBarProps {
  selection: Selection;
  /** How many the list's filters find, and the filters. */
  total: number;
  query: Query;
  lines: readonly Line[];
  onDone: () => void;
}

/** Below the list while people are chosen: how many, all that match, and what to do with them. */
export function BulkBar({ selection, total, query, lines, onDone }: BulkBarProps) {
  const w = useBilingual(words);
  const me = useMe();
  const work = useWork();
  const [asking, setAsking] = useState<Act | "sheets" | null>(null);
  const ids = useMemo(() => [...selection.ids], [selection.ids]);
  const acts: Act[] = ["suspend", "reopen", "move", "post"];
  const menu: MenuAction[] = acts.map((act) => ({
    id: act,
    label: w[act],
    onAction: () => setAsking(act),
  }));
  if (reachOf(me, "people") === null) {
    menu.push({ id: "sheets", label: w.sheets, apart: true, onAction: () => setAsking("sheets") });
  }
  const all = () =>
    work.run(async () => {
      const found = await ask<MatchingIds>("GET", "/api/administration/people/ids", { query });
      selection.put(found.member_ids);
    });
  const done = () => {
    setAsking(null);
    selection.stop();
    onDone();
  };
  return (
    <SelectionBar label={w.bar} said={w.chosen(ids.length)}>
      {ids.length < total && (
        <Button busy={work.busy} look="quiet" onPress={all} small>
          {w.all(total)}
        </Button>
      )}
      {ids.length > 0 && (
        <Button look="quiet" onPress={() => selection.put([])} small>
          {w.none}
        </Button>
      )}
      <span className={styles.space} />
      <Button onPress={selection.stop} small>
        {w.stop}
      </Button>
      {ids.length > 0 && (
        <MenuButton actions={menu} className={styles.acts} label={w.acts} placement="top end">
          {w.acts}
        </MenuButton>
      )}
      {asking === "sheets" && <SheetsDialog ids={ids} onClose={() => setAsking(null)} onDone={done} />}
      {asking !== null && asking !== "sheets" && (
        <BulkDialog act={asking} ids={ids} lines={lines} onClose={() => setAsking(null)} onDone={done} />
      )}
    </SelectionBar>
  );
}
