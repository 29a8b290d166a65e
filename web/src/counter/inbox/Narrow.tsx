import { useCallback, useEffect, useState } from "react";
import type { CaseFilter, KeptFilter, Narrowing } from "../../api/generated";
import { Button } from "../../parts/Button";
import { FormDialog } from "../../parts/FormDialog";
import { Select } from "../../parts/Select";
import { TextField } from "../../parts/TextField";
import { useAnswer } from "../../shell/useAnswer";
import { useWork } from "../../shell/useWork";
import styles from "../Counter.module.css";
import { TakeIn } from "../importing/TakeIn";
import { type CaseState, STATES } from "../states";
import { useWords } from "../words";
import { narrowing } from "./api";
import { EnterFor } from "./EnterFor";
import { useInboxWords } from "./words";

const ALL = "-";

interface NarrowProps {
  wanted: CaseFilter;
  onChange: (wanted: CaseFilter) => void;
}

/** By what the inbox is narrowed: the form, the state, a finding of the procedure; and the filters one keeps. */
export function Narrow({ wanted, onChange }: NarrowProps) {
  const w = useInboxWords();
  const answer = useAnswer(useCallback((signal: AbortSignal) => narrowing.all(signal), []));
  const [kept, setKept] = useState<readonly KeptFilter[]>([]);
  useEffect(() => setKept(answer.value?.filters ?? []), [answer.value]);
  const [asking, setAsking] = useState<"keep" | "enter" | "take" | null>(null);
  const work = useWork();
  if (answer.value === null) return null;
  const { forms } = answer.value;
  const isNarrowed = wanted.form_id !== null || wanted.case_state !== null || wanted.field !== "";
  const forget = (one: KeptFilter) => work.run(async () => setKept(await narrowing.forget(one.id)));
  return (
    <div className={styles.narrow}>
      {kept.length > 0 && (
        <Select
          choices={kept.map(({ id, name }) => ({ id, label: name }))}
          label={w.kept}
          onChange={(id) => {
            const found = kept.find((one) => one.id === id);
            if (found) onChange(found.wanted);
          }}
          placeholder={w.choose}
          value={kept.find((one) => isSame(one.wanted, wanted))?.id ?? null}
        />
      )}
      <By forms={forms} onChange={onChange} wanted={wanted} />
      <div className={styles.acts}>
        {isNarrowed && (
          <>
            <Button look="quiet" onPress={() => onChange({ ...NOTHING, view: wanted.view })} small>
              {w.clear}
            </Button>
            <Button onPress={() => setAsking("keep")} small>
              {w.keep}
            </Button>
          </>
        )}
        {kept
          .filter((one) => isSame(one.wanted, wanted))
          .map((one) => (
            <Button busy={work.busy} key={one.id} look="quiet" onPress={() => forget(one)} small>
              {w.forget(one.name)}
            </Button>
          ))}
        {forms.some(({ may_enter }) => may_enter) && (
          <>
            <Button onPress={() => setAsking("enter")} small>
              {w.enter}
            </Button>
            <Button look="quiet" onPress={() => setAsking("take")} small>
              {w.takeIn}
            </Button>
          </>
        )}
      </div>
      {asking === "keep" && <Keep onClose={() => setAsking(null)} onKept={setKept} wanted={wanted} />}
      {asking === "enter" && <EnterFor forms={forms} onClose={() => setAsking(null)} />}
      {asking === "take" && <TakeIn forms={forms} onClose={() => setAsking(null)} />}
    </div>
  );
}

export const NOTHING: CaseFilter = {
  view: "open",
  form_id: null,
  case_state: null,
  q: "",
  field: "",
  value: "",
};

function isSame(one: CaseFilter, other: CaseFilter): boolean {
  return (Object.keys(NOTHING) as (keyof CaseFilter)[]).every((key) => one[key] === other[key]);
}

function By({ forms, wanted, onChange }: NarrowProps & { forms: Narrowing["forms"] }) {
  const w = useInboxWords();
  const { states } = useWords();
  const fields = forms.find(({ id }) => id === wanted.form_id)?.fields ?? [];
  return (
    <>
      <Select
        choices={[
          { id: ALL, label: w.allForms },
          ...forms.map(({ id, title, department }) => ({ id, label: title, note: department })),
        ]}
        label={w.form}
        onChange={(id) => onChange({ ...wanted, form_id: id === ALL ? null : id, field: "", value: "" })}
        value={wanted.form_id ?? ALL}
      />
      <Select
        choices={[
          { id: ALL, label: w.allStates },
          ...STATES.map((state) => ({ id: state as string, label: states[state] })),
        ]}
        label={w.state}
        onChange={(id) => onChange({ ...wanted, case_state: id === ALL ? null : (id as CaseState) })}
        value={wanted.case_state ?? ALL}
      />
      {fields.length > 0 && (
        <Select
          choices={[{ id: ALL, label: w.allFields }, ...fields.map(({ id, label }) => ({ id, label }))]}
          label={w.field}
          onChange={(id) => onChange({ ...wanted, field: id === ALL ? "" : id, value: "" })}
          value={wanted.field === "" ? ALL : wanted.field}
        />
      )}
      {wanted.field !== "" && (
        <TextField
          hint={w.rangeHint}
          label={w.value}
          maxLength={200}
          onChange={(value) => onChange({ ...wanted, value })}
          value={wanted.value}
        />
      )}
    </>
  );
}

interface KeepProps {
  wanted: CaseFilter;
  onKept: (kept: readonly KeptFilter[]) => void;
  onClose: () => void;
}

function Keep({ wanted, onKept, onClose }: KeepProps) {
  const w = useInboxWords();
  const [name, setName] = useState("");
  const { busy, problem, run } = useWork({ inline: true });
  const keep = async () => {
    if (await run(async () => onKept(await narrowing.keep(name, wanted)))) onClose();
  };
  return (
    <FormDialog
      busy={busy}
      isDisabled={name.trim() === ""}
      onClose={onClose}
      onSubmit={keep}
      problem={problem}
      title={w.keep}
      verb={w.save}
    >
      <TextField label={w.name} maxLength={40} onChange={setName} value={name} />
    </FormDialog>
  );
}
