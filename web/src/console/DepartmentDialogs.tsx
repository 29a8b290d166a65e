import { useState } from "react";
import type { DepartmentRow } from "../api/generated";
import type { Id } from "../model/types";
import { FormDialog } from "../parts/FormDialog";
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
      lead={lead}
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
  name: string;
  /** Its place among its neighbours, from 0, and how many there are. */
  place: number;
  of: number;
  onPlace: (position: number) => Promise<unknown>;
  onClose: () => void;
}

/** Its place among its neighbours, by number: at once, however many there are. */
export function PlaceDepartment({ name, place, of, onPlace, onClose }: PlaceDepartmentProps) {
  const w = useWords();
  const [typed, setTyped] = useState(String(place + 1));
  const work = useWork({ inline: true });
  const wanted = Number(typed.normalize("NFKC").trim());
  const isWrong = !Number.isInteger(wanted) || wanted < 1 || wanted > of;
  return (
    <FormDialog
      busy={work.busy}
      isDisabled={isWrong}
      onClose={onClose}
      onSubmit={() => !isWrong && work.run(() => onPlace(wanted - 1))}
      size="narrow"
      problem={work.problem}
      title={w.placeTitle(name)}
      verb={w.moveVerb}
    >
      <TextField
        autoFocus
        error={isWrong ? w.placeBetween(of) : null}
        inputMode="numeric"
        label={w.placeOf(of)}
        onChange={setTyped}
        value={typed}
      />
    </FormDialog>
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
