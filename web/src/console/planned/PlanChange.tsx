import { useState } from "react";
import type { DepartmentRow, PlannedChange, PlannedChanges, PlannedChangeWanted } from "../../api/generated";
import { useBilingual } from "../../i18n/useBilingual";
import { ask } from "../../net/http";
import { FormDialog } from "../../parts/FormDialog";
import { Select } from "../../parts/Select";
import { TextField } from "../../parts/TextField";
import { pathWords } from "../../people/labels";
import { useWork } from "../../shell/useWork";
import { HourFields } from "../transfers/HourFields";
import { instantOf, nextApril } from "../transfers/hour";
import { type Line, withBelow } from "../tree";
import { choicesOf } from "../useTree";
import { openedBy } from "./opening";
import styles from "./Planned.module.css";
import { words } from "./words";

export const PLANS = "/api/administration/department-plans";
const ACTS = ["rename", "move", "merge", "close"] as const;
type Act = (typeof ACTS)[number];
const TOP = "top";

interface PlanChangeProps {
  department: DepartmentRow;
  departments: readonly DepartmentRow[];
  lines: readonly Line[];
  plans: readonly PlannedChange[];
  onDone: (planned: PlannedChanges) => void;
  onClose: () => void;
}

/** What is to happen to a department, and when. The hour is Japan's, wherever the device thinks it is. */
export function PlanChange({ department, departments, lines, plans, onDone, onClose }: PlanChangeProps) {
  const w = useBilingual(words);
  const work = useWork({ inline: true });
  const [act, setAct] = useState<Act>("rename");
  const [name, setName] = useState(department.name);
  const [to, setTo] = useState<string | null>(null);
  const [hour, setHour] = useState(() => nextApril(Date.now()));
  const own = withBelow(department.id, departments);
  const possible = lines.filter((line) => !own.has(line.department.id) && line.department.closed_at === null);
  const at = instantOf(hour);
  const needsPlace = act === "move" || act === "merge";
  const choices = [
    ...(act === "move" ? [{ id: TOP, label: w.top }] : []),
    ...choicesOf(possible),
    ...openedBy(plans, at).map(({ department_id, path }) => ({
      id: department_id,
      label: w.toOpen(pathWords(path)),
    })),
  ];
  const chosen = choices.some(({ id }) => id === to) ? to : null;
  const isComplete =
    at !== null && (act !== "rename" || name.trim() !== "") && (!needsPlace || chosen !== null);
  function submit() {
    if (!isComplete) return;
    const wanted: PlannedChangeWanted = {
      act,
      department_id: department.id,
      effective_at: at,
      name: act === "rename" ? name.trim() : "",
      to_id: needsPlace && chosen !== TOP ? chosen : null,
    };
    work.run(async () => onDone(await ask<PlannedChanges>("POST", PLANS, { body: wanted })));
  }
  return (
    <FormDialog
      busy={work.busy}
      isDisabled={!isComplete}
      lead={w.lead(department.name)}
      onClose={onClose}
      onSubmit={submit}
      problem={work.problem}
      title={w.title}
      verb={w.verb}
    >
      <Select
        choices={ACTS.map((id) => ({ id, label: w.acts[id] }))}
        label={w.what}
        onChange={(next) => {
          setAct(next);
          setTo(null);
        }}
        value={act}
      />
      {act === "rename" && <TextField label={w.name} onChange={setName} value={name} />}
      {needsPlace && (
        <Select
          choices={choices}
          label={act === "move" ? w.under : w.into}
          onChange={setTo}
          placeholder={w.choose}
          value={chosen}
        />
      )}
      <HourFields clock={w.clock} day={w.day} onChange={setHour} value={hour} />
      <p className={styles.note}>{w.note}</p>
    </FormDialog>
  );
}
