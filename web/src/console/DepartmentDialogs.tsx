import { useState } from "react";
import type { DepartmentRow } from "../api/generated";
import type { Id } from "../model/types";
import { FormDialog } from "../parts/FormDialog";
import { Select } from "../parts/Select";
import { TextField } from "../parts/TextField";
import { useWork } from "../shell/useWork";
import { type Line, neighboursOf, placeIn, withBelow } from "./tree";
import { choicesOf } from "./useTree";
import { useWords } from "./words";

interface DepartmentNameProps {
  title: string;
  verb: string;
  before?: string;
  onName: (name: string) => Promise<unknown>;
  onClose: () => void;
}

/** Another name for a department. */
export function DepartmentName({ title, verb, before = "", onName, onClose }: DepartmentNameProps) {
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
    <FormDialog
      busy={work.busy}
      onClose={onClose}
      onSubmit={submit}
      problem={work.problem}
      size="narrow"
      title={title}
      verb={verb}
    >
      <TextField
        autoFocus
        error={asked && isEmpty ? w.needDepartmentName : null}
        label={w.departmentName}
        onChange={setName}
        value={name}
      />
    </FormDialog>
  );
}

interface PlaceDepartmentProps {
  department: DepartmentRow;
  lines: readonly Line[];
  onPlace: (position: number) => Promise<unknown>;
  onClose: () => void;
}

/** After which of its neighbours it stands: at once, however many there are. */
export function PlaceDepartment({ department, lines, onPlace, onClose }: PlaceDepartmentProps) {
  const w = useWords();
  const others = neighboursOf(department, lines);
  const before = others.filter(({ place }) => place < placeIn(department, lines)).at(-1);
  const [after, setAfter] = useState<string>(before?.department.id ?? FIRST);
  const work = useWork({ inline: true });
  return (
    <FormDialog
      busy={work.busy}
      lead={w.placeLead(department.name)}
      onClose={onClose}
      onSubmit={() => work.run(() => onPlace(others.findIndex((one) => one.department.id === after) + 1))}
      problem={work.problem}
      size="narrow"
      title={w.placeTitle}
      verb={w.moveVerb}
    >
      <Select
        choices={[
          { id: FIRST, label: w.placeFirst },
          ...others.map((one) => ({ id: one.department.id, label: w.placeAfter(one.department.name) })),
        ]}
        label={w.place}
        onChange={setAfter}
        value={after}
      />
    </FormDialog>
  );
}

const FIRST = "first";

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
  const w = useWords();
  const [to, setTo] = useState<string>(department.parent_id ?? TOP);
  const work = useWork({ inline: true });
  const own = withBelow(department.id, departments);
  const possible = lines.filter((line) => !own.has(line.department.id) && line.department.closed_at === null);
  return (
    <FormDialog
      busy={work.busy}
      lead={w.moveLead(department.name)}
      onClose={onClose}
      onSubmit={() => work.run(() => onMove(to === TOP ? null : to))}
      problem={work.problem}
      size="narrow"
      title={w.moveTitle}
      verb={w.moveVerb}
    >
      <Select
        choices={[{ id: TOP, label: w.top }, ...choicesOf(possible)]}
        label={w.moveTo}
        onChange={setTo}
        value={to}
      />
    </FormDialog>
  );
}
