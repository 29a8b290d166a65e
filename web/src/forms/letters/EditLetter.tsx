import { useState } from "react";
import type { LetterTemplate, LetterTemplates, LetterTemplateView } from "../../api/generated";
import { Button } from "../../parts/Button";
import { FormDialog } from "../../parts/FormDialog";
import { Select } from "../../parts/Select";
import { TextField } from "../../parts/TextField";
import { toast } from "../../parts/toasts";
import { useWork } from "../../shell/useWork";
import { letters } from "./api";
import { factsOf, linesOf } from "./facts";
import { useLetterWords } from "./words";

interface EditLetterProps {
  formId: string;
  of: LetterTemplateView | null;
  fields: readonly string[];
  onKnown: (known: LetterTemplates) => void;
  onClose: () => void;
}

const EMPTY: LetterTemplate = {
  title: "",
  mark: "",
  addressee: "{{氏名}}　様",
  body: "",
  facts: [],
  sender: "",
  keep_days: 90,
};
const DAYS_MOST = 366;

/** A template of a letter, and how it looks on paper. */
export function EditLetter({ formId, of, fields, onKnown, onClose }: EditLetterProps) {
  const w = useLetterWords();
  const [template, setTemplate] = useState(of?.template ?? EMPTY);
  const [facts, setFacts] = useState(linesOf(template.facts));
  const [days, setDays] = useState(String(template.keep_days));
  const { busy, problem, run } = useWork({ inline: true });
  const sample = useWork();
  const change = (some: Partial<LetterTemplate>) => setTemplate({ ...template, ...some });
  const keepDays = /^\d{1,3}$/.test(days) ? Number(days) : 0;
  const isWhole = template.title.trim() !== "" && keepDays >= 1 && keepDays <= DAYS_MOST;
  const whole = { ...template, facts: factsOf(facts), keep_days: keepDays };
  const save = async () => {
    const body = { revision: of?.revision ?? 0, template: whole };
    const keep = () => (of === null ? letters.add(formId, body) : letters.change(formId, of.id, body));
    if (!(await run(async () => onKnown(await keep())))) return;
    toast.done(w.saved);
    onClose();
  };
  return (
    <FormDialog
      busy={busy}
      holds
      isDisabled={!isWhole}
      onClose={onClose}
      onSubmit={save}
      problem={problem}
      size="wide"
      title={of === null ? w.add : w.change(of.template.title)}
    >
      <TextField
        hint={w.nameHint}
        label={w.name}
        maxLength={80}
        onChange={(title) => change({ title })}
        value={template.title}
      />
      <TextField
        label={w.mark}
        markOptional
        maxLength={200}
        onChange={(mark) => change({ mark })}
        value={template.mark}
      />
      <TextField
        label={w.addressee}
        markOptional
        maxLength={200}
        onChange={(addressee) => change({ addressee })}
        value={template.addressee}
      />
      <TextField
        hint={w.bodyHint}
        label={w.body}
        lines={8}
        markOptional
        maxLength={4000}
        onChange={(body) => change({ body })}
        value={template.body}
      />
      <Select
        choices={fields.map((field) => ({ id: field, label: field }))}
        label={w.insert}
        onChange={(field) => change({ body: `${template.body}{{${field}}}` })}
        value={null}
      />
      <TextField
        hint={w.factsHint}
        label={w.facts}
        lines={4}
        markOptional
        onChange={setFacts}
        value={facts}
      />
      <TextField
        label={w.sender}
        markOptional
        maxLength={200}
        onChange={(sender) => change({ sender })}
        value={template.sender}
      />
      <TextField inputMode="numeric" label={w.keepDays} maxLength={3} onChange={setDays} value={days} />
      <div>
        <Button
          busy={sample.busy}
          isDisabled={!isWhole}
          onPress={() => void sample.run(() => letters.sample(formId, whole))}
          small
        >
          {w.sample}
        </Button>
      </div>
    </FormDialog>
  );
}
