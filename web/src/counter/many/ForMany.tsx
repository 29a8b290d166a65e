import { useCallback, useState } from "react";
import type { CaseRow } from "../../api/generated";
import type { Person } from "../../model/types";
import { Failed } from "../../parts/Failed";
import { FormDialog } from "../../parts/FormDialog";
import { TextField } from "../../parts/TextField";
import { toast } from "../../parts/toasts";
import { PeoplePicker } from "../../people/PeoplePicker";
import { useAnswer } from "../../shell/useAnswer";
import { useWork } from "../../shell/useWork";
import { MarkAnswers } from "../AskCorrection";
import { cases } from "../api";
import { useWords } from "../words";

export interface ForManyProps {
  items: readonly CaseRow[];
  onClose: () => void;
  onDone: () => void;
}

const idsOf = (items: readonly CaseRow[]) => items.map(({ id }) => id);

/** What ends a dialog that acts on many: said, closed, loaded anew. */
function useEnding({ onClose, onDone }: ForManyProps) {
  const w = useWords();
  return () => {
    toast.done(w.done);
    onClose();
    onDone();
  };
}

export function FinishMany(props: ForManyProps) {
  const w = useWords();
  const end = useEnding(props);
  const { busy, problem, run } = useWork({ inline: true });
  const ids = idsOf(props.items);
  const finish = async () => {
    if (await run(() => cases.many({ case_ids: ids, to: "done" }))) end();
  };
  return (
    <FormDialog
      busy={busy}
      lead={w.finishLead(ids.length)}
      onClose={props.onClose}
      onSubmit={finish}
      problem={problem}
      title={w.finishTitle}
      verb={w.finish}
    />
  );
}

export function AssignMany(props: ForManyProps) {
  const w = useWords();
  const end = useEnding(props);
  const [[person], setChosen] = useState<readonly Person[]>([]);
  const { busy, problem, run } = useWork({ inline: true });
  const ids = idsOf(props.items);
  const assign = async () => {
    if (person !== undefined && (await run(() => cases.many({ case_ids: ids, owner_id: person.id })))) end();
  };
  return (
    <FormDialog
      busy={busy}
      holds
      isDisabled={person === undefined}
      lead={w.assignManyLead(ids.length)}
      onClose={props.onClose}
      onSubmit={assign}
      problem={problem}
      size="wide"
      title={w.assignTo}
      verb={w.assign}
    >
      <PeoplePicker
        chosen={person === undefined ? [] : [person]}
        onChange={(people) => setChosen(people.slice(-1))}
        taken={new Set()}
      />
    </FormDialog>
  );
}

export function WriteToMany(props: ForManyProps) {
  const w = useWords();
  const end = useEnding(props);
  const [text, setText] = useState("");
  const { busy, problem, run } = useWork({ inline: true });
  const ids = idsOf(props.items);
  const write = async () => {
    if (await run(() => cases.many({ case_ids: ids, text }))) end();
  };
  return (
    <FormDialog
      busy={busy}
      holds
      isDisabled={text.trim() === ""}
      lead={w.writeManyLead(ids.length)}
      onClose={props.onClose}
      onSubmit={write}
      problem={problem}
      title={w.writeMany}
      verb={w.send}
    >
      <TextField
        hint={w.messageHint}
        label={w.message}
        lines={6}
        maxLength={4000}
        onChange={setText}
        value={text}
      />
    </FormDialog>
  );
}

/** The same answers are to be mended by everybody: of one form, whose questions the first of them shows. */
export function CorrectMany(props: ForManyProps) {
  const w = useWords();
  const ids = idsOf(props.items);
  const first = ids[0] ?? "";
  const answer = useAnswer(useCallback((signal: AbortSignal) => cases.one(first, signal), [first]));
  if (new Set(props.items.map(({ form_id }) => form_id)).size !== 1) {
    return (
      <FormDialog
        isDisabled
        lead={w.correctOneForm}
        onClose={props.onClose}
        onSubmit={props.onClose}
        title={w.askCorrection}
        verb={w.askCorrection}
      />
    );
  }
  if (answer.phase === "failed") return <Failed onAgain={answer.again} title={w.failed} />;
  if (answer.value === null) return null;
  const ask = async (body: Parameters<Parameters<typeof MarkAnswers>[0]["onAsk"]>[0]) => {
    await cases.many({ ...body, case_ids: ids });
    props.onDone();
  };
  return <MarkAnswers many={ids.length} onAsk={ask} onClose={props.onClose} view={answer.value} />;
}
