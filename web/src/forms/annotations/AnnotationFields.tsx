import { useCallback, useState } from "react";
import type { AnnotationFields as Fields } from "../../api/generated";
import { ask, respond } from "../../net/http";
import { Button } from "../../parts/Button";
import { FormProblem } from "../../parts/Problem";
import { Section } from "../../parts/Section";
import { Select } from "../../parts/Select";
import { saveAnswer } from "../../parts/saving";
import { TextField } from "../../parts/TextField";
import { toast } from "../../parts/toasts";
import { Answered } from "../../shell/Answered";
import { useAnswer } from "../../shell/useAnswer";
import { useMay } from "../../shell/useMay";
import { useWork } from "../../shell/useWork";
import { newId } from "../document";
import styles from "../Forms.module.css";
import { useAnnotationFieldWords } from "./words";

type Field = Fields["fields"][number];
const KINDS = ["text", "number", "choice", "day", "yes"] as const;
const LONG_MS = 120_000;
const of = (formId: string) => `/api/forms/${encodeURIComponent(formId)}`;

/** 審査項目: what the section writes down about each application. */
export function AnnotationFields({ formId }: { formId: string }) {
  const w = useAnnotationFieldWords();
  const answer = useAnswer(
    useCallback(
      (signal: AbortSignal) => ask<Fields>("GET", `${of(formId)}/annotations`, { signal }),
      [formId],
    ),
  );
  return (
    <Answered answer={answer} failed={w.failed}>
      {(value) => <Editing first={value} formId={formId} />}
    </Answered>
  );
}

function Editing({ first, formId }: { first: Fields; formId: string }) {
  const w = useAnnotationFieldWords();
  const may = useMay();
  const [revision, setRevision] = useState(first.revision);
  const [fields, setFields] = useState<readonly Field[]>(first.fields);
  const { busy, problem, run } = useWork({ inline: true });
  const exporting = useWork();
  const put = (at: number, changed: Field) =>
    setFields(fields.map((one, index) => (index === at ? changed : one)));
  const save = async () => {
    const body = {
      revision,
      fields: fields.map((one) => ({
        ...one,
        options: one.options.map((option) => option.trim()).filter(Boolean),
      })),
    };
    const isDone = await run(async () => {
      const next = await ask<Fields>("PUT", `${of(formId)}/annotations`, { body });
      setRevision(next.revision);
      setFields(next.fields);
    });
    if (isDone) toast.done(w.saved);
  };
  const saveCases = () =>
    exporting.run(async () => {
      const path = `${of(formId)}/cases/export`;
      await saveAnswer(await respond("POST", path, { timeoutMs: LONG_MS }), `cases-${formId}.csv`);
    });
  return (
    <Section note={w.lead} title={w.title}>
      {first.may_change && (
        <>
          {fields.map((field, at) => (
            <Editor
              field={field}
              key={field.id}
              onChange={(changed) => put(at, changed)}
              onRemove={() => setFields(fields.filter((one) => one.id !== field.id))}
            />
          ))}
          <FormProblem text={problem} />
          <div className={styles.acts}>
            <Button
              onPress={() => setFields([...fields, { id: newId(), label: "", kind: "text", options: [] }])}
              small
            >
              {w.add}
            </Button>
            <Button
              busy={busy}
              isDisabled={fields.some(({ label }) => label.trim() === "")}
              look="primary"
              onPress={save}
              small
            >
              {w.save}
            </Button>
          </div>
        </>
      )}
      {may("export_answers") && (
        <div>
          <Button busy={exporting.busy} look="quiet" onPress={saveCases} small>
            {w.export}
          </Button>
        </div>
      )}
    </Section>
  );
}

interface EditorProps {
  field: Field;
  onChange: (field: Field) => void;
  onRemove: () => void;
}

function Editor({ field, onChange, onRemove }: EditorProps) {
  const w = useAnnotationFieldWords();
  return (
    <fieldset className={styles.stage}>
      <TextField
        label={w.label}
        maxLength={60}
        onChange={(label) => onChange({ ...field, label })}
        value={field.label}
      />
      <Select
        choices={KINDS.map((kind) => ({ id: kind, label: w.kinds[kind] }))}
        label={w.kind}
        onChange={(kind) => onChange({ ...field, kind })}
        value={field.kind}
      />
      {field.kind === "choice" && (
        <TextField
          label={w.options}
          lines={4}
          onChange={(text) => onChange({ ...field, options: text.split("\n") })}
          value={field.options.join("\n")}
        />
      )}
      <div>
        <Button look="quiet" onPress={onRemove} small>
          {field.label === "" ? w.removeThis : w.remove(field.label)}
        </Button>
      </div>
    </fieldset>
  );
}
