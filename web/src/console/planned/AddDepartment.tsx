import { useState } from "react";
import type { DepartmentRow, PlannedChange, PlannedChanges, PlannedChangeWanted } from "../../api/generated";
import { useBilingual } from "../../i18n/useBilingual";
import type { Id } from "../../model/types";
import { ask } from "../../net/http";
import { Switch } from "../../parts/Choices";
import { FormDialog } from "../../parts/FormDialog";
import { Select } from "../../parts/Select";
import { TextField } from "../../parts/TextField";
import { pathWords } from "../../people/labels";
import { useWork } from "../../shell/useWork";
import { HourFields } from "../transfers/HourFields";
import { instantOf, nextApril } from "../transfers/hour";
import type { Line } from "../tree";
import { choicesOf } from "../useTree";
import { useWords } from "../words";
import { openedBy } from "./opening";
import { PLANS } from "./PlanChange";
import styles from "./Planned.module.css";
import { words } from "./words";

interface AddDepartmentProps {
  below: DepartmentRow | null;
  lines: readonly Line[];
  plans: readonly PlannedChange[];
  onAdd: (name: string, parent: Id | null) => Promise<unknown>;
  onPlanned: (planned: PlannedChanges) => void;
  onClose: () => void;
}

const TOP = "top";

/** A new department, at once or at an instant to come. */
export function AddDepartment({ below, lines, plans, onAdd, onPlanned, onClose }: AddDepartmentProps) {
  const w = useWords();
  const p = useBilingual(words);
  const [name, setName] = useState("");
  const [asked, setAsked] = useState(false);
  const [isPlanned, setPlanned] = useState(false);
  const [hour, setHour] = useState(() => nextApril(Date.now()));
  const [above, setAbove] = useState<string>(below?.id ?? TOP);
  const work = useWork({ inline: true });
  const at = instantOf(hour);
  const opened = isPlanned ? openedBy(plans, at) : [];
  const open = lines.filter(({ department }) => department.closed_at === null);
  const choices = [
    { id: TOP, label: w.top },
    ...choicesOf(open),
    ...opened.map(({ department_id, path }) => ({ id: department_id, label: p.toOpen(pathWords(path)) })),
  ];
  const chosen = choices.some(({ id }) => id === above) ? above : null;
  const isEmpty = name.trim() === "";
  const isDisabled = chosen === null || (isPlanned && at === null);
  const parent = chosen === TOP ? null : chosen;
  async function plan() {
    const wanted: PlannedChangeWanted = {
      act: "open",
      effective_at: at ?? 0,
      name: name.trim(),
      to_id: parent,
    };
    onPlanned(await ask<PlannedChanges>("POST", PLANS, { body: wanted }));
  }
  function submit() {
    setAsked(true);
    if (!isEmpty && !isDisabled) work.run(isPlanned ? plan : () => onAdd(name.trim(), parent));
  }
  return (
    <FormDialog
      busy={work.busy}
      isDisabled={isDisabled}
      onClose={onClose}
      onSubmit={submit}
      problem={work.problem}
      title={w.addTitleDepartment}
      verb={isPlanned ? p.verb : w.addVerb}
    >
      <TextField
        autoFocus
        error={asked && isEmpty ? w.needDepartmentName : null}
        label={w.departmentName}
        onChange={setName}
        value={name}
      />
      <Select choices={choices} label={p.above} onChange={setAbove} placeholder={p.choose} value={chosen} />
      <Switch label={p.openLater} on={isPlanned} onChange={setPlanned} />
      {isPlanned && (
        <>
          <HourFields clock={p.clock} day={p.day} onChange={setHour} value={hour} />
          <p className={styles.note}>{p.openNote}</p>
        </>
      )}
    </FormDialog>
  );
}
