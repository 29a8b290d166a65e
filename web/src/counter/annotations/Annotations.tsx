import { useCallback, useEffect, useState } from "react";
import type { CaseAnnotations, CaseView } from "../../api/generated";
import { ask } from "../../net/http";
import { Button } from "../../parts/Button";
import { Failed } from "../../parts/Failed";
import { FormDialog } from "../../parts/FormDialog";
import { Select } from "../../parts/Select";
import { TextField } from "../../parts/TextField";
import { toast } from "../../parts/toasts";
import { useAnswer } from "../../shell/useAnswer";
import { useWork } from "../../shell/useWork";
import styles from "../Counter.module.css";
import { useAnnotationWords } from "./words";

const of = (caseId: string) => `/api/cases/${encodeURIComponent(caseId)}/annotations`;
/** What stands in a field that is ticked, as the server keeps it. */
const YES = "はい";
const NONE = "-";

type Field = CaseAnnotations["fields"][number];
type Values = Readonly<Record<string, string>>;

/** What the section found out about a case, in the fields of the procedure. */
export function Annotations({ view }: { view: CaseView }) {
  const w = useAnnotationWords();
  const caseId = view.case.id;
  const answer = useAnswer(
    useCallback((signal: AbortSignal) => ask<CaseAnnotations>("GET", of(caseId), { signal }), [caseId]),
  );
  const [known, setKnown] = useState<CaseAnnotations | null>(null);
  useEffect(() => setKnown(answer.value), [answer.value]);
  const [isChanging, setChanging] = useState(false);
  if (known === null) {
    return answer.phase === "failed" ? <Failed onAgain={answer.again} title={w.failed} /> : null;
  }
  if (known.fields.length === 0) return null;
  return (
    <section aria-label={w.title} className={styles.notes}>
      <h2 className={styles.heading}>{w.title}</h2>
      <p className={styles.about}>{w.hint}</p>
      <dl className={styles.facts}>
        {known.fields.map((field) => (
          <div key={field.id}>
            <dt>{field.label}</dt>
            <dd>
              <Shown field={field} value={known.values[field.id] ?? ""} />
            </dd>
          </div>
        ))}
      </dl>
      {known.may_change && !view.application.is_erased && (
        <Button onPress={() => setChanging(true)} small>
          {w.change}
        </Button>
      )}
      {isChanging && (
        <Changing caseId={caseId} known={known} onClose={() => setChanging(false)} onKnown={setKnown} />
      )}
    </section>
  );
}

function Shown({ field, value }: { field: Field; value: string }) {
  const w = useAnnotationWords();
  if (value === "") return <span className={styles.none}>{w.nothing}</span>;
  return field.kind === "yes" ? w.yes : value;
}

interface ChangingProps {
  caseId: string;
  known: CaseAnnotations;
  onKnown: (known: CaseAnnotations) => void;
  onClose: () => void;
}

function Changing({ caseId, known, onKnown, onClose }: ChangingProps) {
  const w = useAnnotationWords();
  const [values, setValues] = useState<Values>(known.values);
  const { busy, problem, run } = useWork({ inline: true });
  const save = async () => {
    const body = {
      values: Object.fromEntries(known.fields.map(({ id }) => [id, values[id] ?? ""])),
    };
    if (!(await run(async () => onKnown(await ask<CaseAnnotations>("PUT", of(caseId), { body }))))) return;
    toast.done(w.saved);
    onClose();
  };
  return (
    <FormDialog
      busy={busy}
      holds
      onClose={onClose}
      onSubmit={save}
      problem={problem}
      title={w.title}
      verb={w.save}
    >
      {known.fields.map((field) => (
        <Input
          field={field}
          key={field.id}
          onChange={(value) => setValues({ ...values, [field.id]: value })}
          value={values[field.id] ?? ""}
        />
      ))}
    </FormDialog>
  );
}

interface InputProps {
  field: Field;
  value: string;
  onChange: (value: string) => void;
}

function Input({ field, value, onChange }: InputProps) {
  const w = useAnnotationWords();
  switch (field.kind) {
    case "choice":
      return (
        <Select
          choices={[
            { id: NONE, label: w.none },
            ...field.options.map((option) => ({ id: `=${option}`, label: option })),
          ]}
          label={field.label}
          onChange={(chosen) => onChange(chosen === NONE ? "" : chosen.slice(1))}
          value={value === "" ? NONE : `=${value}`}
        />
      );
    case "yes":
      return (
        <label className={styles.mark}>
          <input
            checked={value === YES}
            onChange={({ target }) => onChange(target.checked ? YES : "")}
            type="checkbox"
          />
          <span>{field.label}</span>
        </label>
      );
    case "day":
      return (
        <label className={styles.date}>
          {field.label}
          <input onChange={({ target }) => onChange(target.value)} type="date" value={value} />
        </label>
      );
    case "number":
      return (
        <TextField
          inputMode="decimal"
          label={field.label}
          markOptional
          maxLength={40}
          onChange={onChange}
          value={value}
        />
      );
    case "text":
      return (
        <TextField
          label={field.label}
          lines={2}
          markOptional
          maxLength={500}
          onChange={onChange}
          value={value}
        />
      );
  }
}
