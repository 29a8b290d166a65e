import { useCallback, useState } from "react";
import type { CaseRow } from "../../api/generated";
import { FormDialog } from "../../parts/FormDialog";
import { Select } from "../../parts/Select";
import { toast } from "../../parts/toasts";
import { useAnswer } from "../../shell/useAnswer";
import { useWork } from "../../shell/useWork";
import styles from "../Counter.module.css";
import { deliverables } from "./api";
import { useDeliverableWords } from "./words";

interface LettersForManyProps {
  items: readonly CaseRow[];
  onClose: () => void;
  onDone: () => void;
}

/** One letter for each of many cases of a form: counted first, all or none. */
export function LettersForMany({ items, onClose, onDone }: LettersForManyProps) {
  const w = useDeliverableWords();
  const isOneForm = new Set(items.map(({ form_id }) => form_id)).size === 1;
  const [chosen, setChosen] = useState<string | null>(null);
  const { busy, problem, run } = useWork({ inline: true });
  const first = items[0]?.id ?? "";
  const answer = useAnswer(useCallback((signal: AbortSignal) => deliverables.list(first, signal), [first]));
  const letters = answer.value?.letters ?? [];
  const order = async () => {
    if (chosen === null) return;
    const body = { case_ids: items.map(({ id }) => id), letter_id: chosen };
    if (!(await run(() => deliverables.orderMany(body)))) return;
    toast.done(w.manyDone(items.length));
    onClose();
    onDone();
  };
  return (
    <FormDialog
      busy={busy}
      isDisabled={chosen === null || !isOneForm}
      lead={w.manyLead(items.length)}
      onClose={onClose}
      onSubmit={order}
      problem={problem}
      title={w.many(items.length)}
      verb={w.order}
    >
      {!isOneForm && <p className={styles.none}>{w.manyOne}</p>}
      {isOneForm && answer.phase === "known" && letters.length === 0 && (
        <p className={styles.none}>{w.noLetters}</p>
      )}
      {isOneForm && letters.length > 0 && (
        <Select
          choices={letters.map(({ id, title }) => ({ id, label: title }))}
          label={w.letter}
          onChange={setChosen}
          placeholder={w.chooseLetter}
          value={chosen}
        />
      )}
    </FormDialog>
  );
}
