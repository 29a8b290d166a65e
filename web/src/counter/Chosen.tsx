import { useState } from "react";
import type { CaseRow } from "../api/generated";
import { Button } from "../parts/Button";
import { saveAnswer } from "../parts/saving";
import { toast } from "../parts/toasts";
import { useWork } from "../shell/useWork";
import { useMe } from "../state";
import { cases } from "./api";
import styles from "./Counter.module.css";
import { LettersForMany } from "./deliverables/LettersForMany";
import { useDeliverableWords } from "./deliverables/words";
import { AssignMany, CorrectMany, FinishMany, WriteToMany } from "./many/ForMany";
import { useWords } from "./words";

const DIALOGS = {
  assign: AssignMany,
  write: WriteToMany,
  correct: CorrectMany,
  finish: FinishMany,
  letters: LettersForMany,
} as const;

interface ChosenProps {
  chosen: ReadonlySet<string>;
  items: readonly CaseRow[];
  onClear: () => void;
  onDone: () => void;
}

/** What is done with all that are chosen: counted first, all or none. */
export function Chosen({ chosen, items, onClear, onDone }: ChosenProps) {
  const w = useWords();
  const d = useDeliverableWords();
  const { person } = useMe();
  const [asking, setAsking] = useState<keyof typeof DIALOGS | null>(null);
  const work = useWork();
  const those = items.filter(({ id }) => chosen.has(id));
  const ids = those.map(({ id }) => id);
  const atOnce = async (body: { owner_id: string } | { is_opened: boolean }) => {
    if (await work.run(() => cases.many({ case_ids: ids, ...body }))) {
      toast.done(w.done);
      onDone();
    }
  };
  const save = () => work.run(async () => saveAnswer(await cases.exportMany(ids), "cases.csv"));
  const Dialog = asking === null ? null : DIALOGS[asking];
  const open = (what: keyof typeof DIALOGS, label: string) => (
    <Button isDisabled={ids.length > MANY_MOST} onPress={() => setAsking(what)} small>
      {label}
    </Button>
  );
  return (
    <div className={styles.chosen}>
      <span role="status">
        {ids.length > MANY_MOST ? w.tooMany(ids.length, MANY_MOST) : w.chosen(ids.length)}
      </span>
      <Button
        busy={work.busy}
        isDisabled={ids.length > MANY_MOST}
        onPress={() => atOnce({ owner_id: person.id })}
        small
      >
        {w.takeChosen}
      </Button>
      {open("assign", w.assign)}
      {open("correct", w.askCorrection)}
      {open("write", w.writeMany)}
      {open("letters", d.many(ids.length))}
      {open("finish", w.finishChosen(ids.length))}
      <Button
        isDisabled={ids.length > MANY_MOST}
        look="quiet"
        onPress={() => atOnce({ is_opened: true })}
        small
      >
        {w.markRead}
      </Button>
      <Button
        isDisabled={ids.length > MANY_MOST}
        look="quiet"
        onPress={() => atOnce({ is_opened: false })}
        small
      >
        {w.markUnread}
      </Button>
      <Button isDisabled={ids.length > MANY_MOST} look="quiet" onPress={save} small>
        {w.saveChosen}
      </Button>
      <Button look="quiet" onPress={onClear} small>
        {w.clear}
      </Button>
      {Dialog !== null && <Dialog items={those} onClose={() => setAsking(null)} onDone={onDone} />}
    </div>
  );
}

const MANY_MOST = 300;
