import { useCallback, useState } from "react";
import type { FormView, Procedure, ProcedureView } from "../../api/generated";
import { Fields, Section, SectionsForm } from "../../parts/Section";
import { Select } from "../../parts/Select";
import { TextField } from "../../parts/TextField";
import { toast } from "../../parts/toasts";
import { Answered } from "../../shell/Answered";
import { PageBody } from "../../shell/PageBody";
import { useAnswer } from "../../shell/useAnswer";
import { useMay } from "../../shell/useMay";
import { useWork } from "../../shell/useWork";
import { AnnotationFields } from "../annotations/AnnotationFields";
import { AnnounceArrivals } from "../announcing/AnnounceArrivals";
import { forms } from "../api";
import styles from "../Forms.module.css";
import { Letters } from "../letters/Letters";
import { Route } from "./Route";
import { Sentences } from "./Sentences";
import { useProcedureWords } from "./words";

const STEPS = ["examining", "deciding", "delivering"] as const;
const TOLD = ["received", "examining", "delivering", "done", "refused"] as const;
const DAYS_MOST = 400;
const MINUTES_MOST = 600;

/** 手続の流れ: how what comes in by a form is worked. */
export function ProcedurePage({ view }: { view: FormView }) {
  const w = useProcedureWords();
  const formId = view.form.id;
  const answer = useAnswer(useCallback((signal: AbortSignal) => forms.procedure(formId, signal), [formId]));
  return (
    <PageBody column>
      <Answered answer={answer} failed={w.failed}>
        {(value) => <Editing first={value} view={view} />}
      </Answered>
      <AnnotationFields formId={formId} />
      <Letters formId={formId} />
      <AnnounceArrivals formId={formId} />
    </PageBody>
  );
}

function Editing({ first, view }: { first: ProcedureView; view: FormView }) {
  const w = useProcedureWords();
  const may = useMay();
  const [known, setKnown] = useState(first);
  const [names, setNames] = useState<Readonly<Record<string, string>>>(first.names);
  const [procedure, setProcedure] = useState<Procedure>(first.procedure);
  const { busy, problem, run } = useWork({ inline: true });
  const mayChange = view.form.rights.includes("publish") && may("publish_forms");
  if (!mayChange) return <p className={styles.hint}>{w.mayNotChange}</p>;
  const change = (some: Partial<Procedure>) => setProcedure({ ...procedure, ...some });
  const isDecided = procedure.uses.includes("deciding");
  const lacksRoute = isDecided && procedure.route.length === 0;
  const save = async () => {
    const body = {
      revision: known.revision,
      procedure: { ...procedure, route: isDecided ? procedure.route : [] },
    };
    const isDone = await run(async () => {
      const next = await forms.saveProcedure(view.form.id, body);
      setKnown(next);
      setProcedure(next.procedure);
      setNames(next.names);
    });
    if (isDone) toast.done(w.saved);
  };
  const begin = (key: string) => {
    const template = known.templates[key];
    if (template !== undefined)
      change({ uses: template.uses, standard_days: template.standard_days ?? null });
  };
  return (
    <SectionsForm busy={busy} onSave={save} problem={lacksRoute ? w.noRoute : problem}>
      <p className={styles.lead}>{w.lead}</p>
      <Section title={w.steps}>
        <Select
          choices={Object.keys(known.templates).map((id) => ({ id, label: w.templates[id] ?? id }))}
          label={w.begin}
          onChange={begin}
          placeholder={w.own}
          value={null}
        />
        {STEPS.map((step) => (
          <label className={styles.choice} key={step}>
            <input
              checked={procedure.uses.includes(step)}
              onChange={({ target }) =>
                change({
                  uses: STEPS.filter((one) => (one === step ? target.checked : procedure.uses.includes(one))),
                })
              }
              type="checkbox"
            />
            <span>
              {w.step[step]}
              <span className={styles.hint}>{w.stepNotes[step]}</span>
            </span>
          </label>
        ))}
      </Section>
      {isDecided && (
        <Section note={w.routeHint} title={w.route}>
          <Route
            names={names}
            onChange={(route, more) => {
              change({ route });
              setNames({ ...names, ...more });
            }}
            route={procedure.route}
          />
        </Section>
      )}
      <Section title={w.standardDays}>
        <Fields>
          <Days
            hint={w.standardHint}
            label={w.standardDays}
            onChange={(standard_days) => change({ standard_days })}
            value={procedure.standard_days ?? null}
          />
          <Days
            label={w.answerDays}
            onChange={(days) => change({ answer_days: days ?? 3 })}
            value={procedure.answer_days}
          />
          <Days
            label={w.correctionDays}
            onChange={(days) => change({ correction_days: days ?? 14 })}
            value={procedure.correction_days}
          />
          <Days
            hint={w.savedHint}
            label={w.savedMinutes}
            most={MINUTES_MOST}
            onChange={(saved_minutes) => change({ saved_minutes })}
            value={procedure.saved_minutes ?? null}
          />
        </Fields>
      </Section>
      <Section note={w.textsHint} title={w.texts}>
        {TOLD.filter((state) => state !== "examining" || procedure.uses.includes("examining"))
          .filter((state) => state !== "delivering" || procedure.uses.includes("delivering"))
          .map((state) => (
            <TextField
              key={state}
              label={w.states[state]}
              lines={2}
              markOptional
              maxLength={2000}
              onChange={(text) => change({ texts: { ...procedure.texts, [state]: text } })}
              value={procedure.texts[state] ?? ""}
            />
          ))}
      </Section>
      <Section note={w.sentencesHint} title={w.sentences}>
        <Sentences onChange={(sentences) => change({ sentences })} sentences={procedure.sentences} />
      </Section>
    </SectionsForm>
  );
}

interface DaysProps {
  label: string;
  hint?: string;
  value: number | null;
  onChange: (days: number | null) => void;
  most?: number;
}

function Days({ label, hint, value, onChange, most = DAYS_MOST }: DaysProps) {
  const [typed, setTyped] = useState(value === null ? "" : String(value));
  const change = (text: string) => {
    setTyped(text);
    const days = Number(text.normalize("NFKC").trim());
    onChange(text.trim() !== "" && Number.isInteger(days) && days >= 1 && days <= most ? days : null);
  };
  return (
    <TextField
      {...(hint === undefined ? {} : { hint })}
      inputMode="numeric"
      label={label}
      onChange={change}
      value={typed}
    />
  );
}
