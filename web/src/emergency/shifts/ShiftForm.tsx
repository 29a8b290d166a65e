import { useState } from "react";
import type { Shift, ShiftDraft } from "../../api/generated";
import type { Person } from "../../model/types";
import { FormDialog } from "../../parts/FormDialog";
import { Select } from "../../parts/Select";
import { TextField } from "../../parts/TextField";
import { PeoplePicker } from "../../people/PeoplePicker";
import { TimeField } from "../incidents/TimeField";
import { localOf } from "../incidents/times";
import { useShiftWords } from "./words";

const HOUR = 3_600_000;

interface ShiftFormProps {
  /** Null: a new one. */
  of: Shift | null;
  /** When the last of them ends: there the next begins. */
  after: number | null;
  places: readonly string[];
  busy: boolean;
  problem: string | null;
  onSave: (draft: ShiftDraft) => void;
  onClose: () => void;
}

/** Who works where, from when to when. */
export function ShiftForm({ of, after, places, busy, problem, onSave, onClose }: ShiftFormProps) {
  const w = useShiftWords();
  const begin = of?.begins_at ?? after ?? nextHour();
  const [name, setName] = useState(of?.name ?? "");
  const [place, setPlace] = useState(String(of?.place ?? 0));
  const [begins, setBegins] = useState(localOf(begin));
  const [ends, setEnds] = useState(localOf(of?.ends_at ?? begin + 12 * HOUR));
  const [people, setPeople] = useState<readonly Person[]>(of?.people.map(({ person }) => person) ?? []);
  const isWhole = name.trim() !== "" && people.length > 0 && begins !== "" && ends !== "";
  const save = () =>
    onSave({
      name,
      place: Number(place),
      begins_at: new Date(begins).getTime(),
      ends_at: new Date(ends).getTime(),
      member_ids: people.map(({ id }) => id),
    });
  return (
    <FormDialog
      busy={busy}
      holds={name !== (of?.name ?? "") || people.length !== (of?.people.length ?? 0)}
      isDisabled={!isWhole}
      onClose={onClose}
      onSubmit={save}
      problem={problem}
      title={of === null ? w.add : w.change}
      verb={w.save}
    >
      <TextField autoFocus hint={w.nameHint} label={w.name} maxLength={30} onChange={setName} value={name} />
      <Select
        choices={places.map((label, number) => ({ id: String(number), label }))}
        label={w.place}
        onChange={setPlace}
        value={place}
      />
      <TimeField hint="" label={w.begins} onChange={setBegins} value={begins} />
      <TimeField hint={w.timeHint} label={w.ends} onChange={setEnds} value={ends} />
      <PeoplePicker chosen={people} onChange={setPeople} />
    </FormDialog>
  );
}

function nextHour(): number {
  return Math.ceil(Date.now() / HOUR) * HOUR;
}
