import { useCallback, useEffect, useState } from "react";
import type { LetterTemplates, LetterTemplateView } from "../../api/generated";
import { Button } from "../../parts/Button";
import { FormDialog } from "../../parts/FormDialog";
import { Section } from "../../parts/Section";
import { Answered } from "../../shell/Answered";
import { useAnswer } from "../../shell/useAnswer";
import { useWork } from "../../shell/useWork";
import styles from "../Forms.module.css";
import { letters } from "./api";
import { EditLetter } from "./EditLetter";
import { useLetterWords } from "./words";

/** 文書のひな形: the letters that can be made of what comes in by a form. */
export function Letters({ formId }: { formId: string }) {
  const w = useLetterWords();
  const answer = useAnswer(useCallback((signal: AbortSignal) => letters.list(formId, signal), [formId]));
  return (
    <Answered answer={answer} failed={w.failed}>
      {(value) => <Known first={value} formId={formId} />}
    </Answered>
  );
}

function Known({ first, formId }: { first: LetterTemplates; formId: string }) {
  const w = useLetterWords();
  const [known, setKnown] = useState(first);
  useEffect(() => setKnown(first), [first]);
  const [editing, setEditing] = useState<LetterTemplateView | "new" | null>(null);
  const [removing, setRemoving] = useState<LetterTemplateView | null>(null);
  if (!known.may_change && known.templates.length === 0) return null;
  return (
    <Section note={w.lead} title={w.title}>
      {known.templates.length === 0 && <p className={styles.hint}>{w.none}</p>}
      <ul className={styles.letters}>
        {known.templates.map((one) => (
          <li key={one.id}>
            <strong>{one.template.title}</strong>{" "}
            {known.may_change && (
              <>
                <Button look="quiet" onPress={() => setEditing(one)} small>
                  {w.change(one.template.title)}
                </Button>
                <Button look="quiet" onPress={() => setRemoving(one)} small>
                  {w.remove}
                </Button>
              </>
            )}
          </li>
        ))}
      </ul>
      {known.may_change && (
        <div>
          <Button onPress={() => setEditing("new")} small>
            {w.add}
          </Button>
        </div>
      )}
      {editing !== null && (
        <EditLetter
          fields={known.fields}
          formId={formId}
          of={editing === "new" ? null : editing}
          onClose={() => setEditing(null)}
          onKnown={setKnown}
        />
      )}
      {removing !== null && (
        <Removing formId={formId} of={removing} onClose={() => setRemoving(null)} onKnown={setKnown} />
      )}
    </Section>
  );
}

interface RemovingProps {
  formId: string;
  of: LetterTemplateView;
  onKnown: (known: LetterTemplates) => void;
  onClose: () => void;
}

function Removing({ formId, of, onKnown, onClose }: RemovingProps) {
  const w = useLetterWords();
  const { busy, problem, run } = useWork({ inline: true });
  const remove = async () => {
    if (await run(async () => onKnown(await letters.remove(formId, of.id)))) onClose();
  };
  return (
    <FormDialog
      busy={busy}
      danger
      lead={w.removeLead}
      onClose={onClose}
      onSubmit={remove}
      problem={problem}
      title={of.template.title}
      verb={w.remove}
    />
  );
}
