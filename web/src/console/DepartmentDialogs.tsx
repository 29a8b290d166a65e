import { useState } from "react";
import type { DepartmentRow } from "../api/generated";
import { useText } from "../i18n";
import type { Id } from "../model/types";
import { Button } from "../parts/Button";
import { Dialog } from "../parts/Dialog";
import { FormProblem } from "../parts/Problem";
import { Select } from "../parts/Select";
import { TextField } from "../parts/TextField";
import { useWork } from "../shell/useWork";
import { type Line, withBelow } from "./tree";
import { choicesOf } from "./useTree";
import { useWords } from "./words";

interface DepartmentNameProps {
  title: string;
  verb: string;
  lead?: string | undefined;
  before?: string;
  onName: (name: string) => Promise<unknown>;
  onClose: () => void;
}

/** One name: of a new department, or another one for an old. */
export function DepartmentName({ title, verb, lead, before = "", onName, onClose }: DepartmentNameProps) {
  const t = useText();
  const w = useWords();
  const [name, setName] = useState(before);
  const [asked, setAsked] = useState(false);
  const work = useWork({ inline: true });
  const isEmpty = name.trim() === "";
  function submit() {
    setAsked(true);
    if (!isEmpty) work.run(() => onName(name.trim()));
  }
  return (
    <Dialog
      actions={
        <>
          <Button onPress={onClose}>{t.parts.cancel}</Button>
          <Button busy={work.busy} look="primary" type="submit">
            {verb}
          </Button>
        </>
      }
      lead={lead}
      onClose={onClose}
      onSubmit={submit}
      size="narrow"
      title={title}
    >
      <TextField
        autoFocus
        error={asked && isEmpty ? w.needDepartmentName : null}
        label={w.departmentName}
        onChange={setName}
        value={name}
      />
      <FormProblem text={work.problem} />
    </Dialog>
  );
}

interface MoveDepartmentProps {
  department: DepartmentRow;
  departments: readonly DepartmentRow[];
  lines: readonly Line[];
  onMove: (parent_id: Id | null) => Promise<unknown>;
  onClose: () => void;
}

const TOP = "top";

/** Under which other department: never under itself or one below. */
export function MoveDepartment({ department, departments, lines, onMove, onClose }: MoveDepartmentProps) {
  const t = useText();
  const w = useWords();
  const [to, setTo] = useState<string>(department.parent_id ?? TOP);
  const work = useWork({ inline: true });
  const own = withBelow(department.id, departments);
  const possible = lines.filter((line) => !own.has(line.department.id) && line.department.closed_at === null);
  return (
    <Dialog
      actions={
        <>
          <Button onPress={onClose}>{t.parts.cancel}</Button>
          <Button busy={work.busy} look="primary" type="submit">
            {w.moveVerb}
          </Button>
        </>
      }
      lead={w.moveLead(department.name)}
      onClose={onClose}
      onSubmit={() => work.run(() => onMove(to === TOP ? null : to))}
      size="narrow"
      title={w.moveTitle}
    >
      <Select
        choices={[{ id: TOP, label: w.top }, ...choicesOf(possible)]}
        label={w.moveTo}
        onChange={setTo}
        value={to}
      />
      <FormProblem text={work.problem} />
    </Dialog>
  );
}
