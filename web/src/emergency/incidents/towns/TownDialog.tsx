import { useState } from "react";
import type { TownReport, TownRow } from "../../../api/generated";
import { FormDialog } from "../../../parts/FormDialog";
import { TextField } from "../../../parts/TextField";
import { toast } from "../../../parts/toasts";
import { useWork } from "../../../shell/useWork";
import styles from "./Towns.module.css";
import { type TownWords, useTownWords } from "./words";

type Item = keyof TownWords["items"];

interface TownDialogProps {
  town: TownRow;
  /** Who takes a call says from whom; a town that answers itself need not. */
  asksSource: boolean;
  onSave: (report: TownReport) => Promise<unknown>;
  onClose: () => void;
}

/** The check boxes: yes, no, or not confirmed, which is what nobody touched. */
export function TownDialog({ town, asksSource, onSave, onClose }: TownDialogProps) {
  const w = useTownWords();
  const work = useWork({ inline: true });
  const [answers, setAnswers] = useState(town.answers);
  const [note, setNote] = useState(town.note);
  const [source, setSource] = useState(town.source);
  const set = (item: Item, value: boolean | undefined) => {
    const { [item]: _, ...others } = answers;
    setAnswers(value === undefined ? others : { ...others, [item]: value });
  };
  const save = () =>
    work.run(async () => {
      await onSave({ answers, note, source, revision: town.revision });
      toast.done(w.saved);
      onClose();
    });
  return (
    <FormDialog
      busy={work.busy}
      onClose={onClose}
      onSubmit={save}
      problem={work.problem}
      title={w.forTown(town.name)}
      verb={w.save}
    >
      {(Object.keys(w.items) as Item[]).map((item) => (
        <fieldset className={styles.item} key={item}>
          <legend>{w.items[item]}</legend>
          <div className={styles.choices}>
            {(
              [
                [true, w.yes],
                [false, w.no],
                [undefined, w.unknown],
              ] as const
            ).map(([value, label]) => (
              <label className={styles.choice} key={label}>
                <input
                  checked={answers[item] === value}
                  name={item}
                  onChange={() => set(item, value)}
                  type="radio"
                />
                {label}
              </label>
            ))}
          </div>
        </fieldset>
      ))}
      <TextField
        hint={w.noteHint}
        label={w.note}
        lines={2}
        markOptional
        maxLength={300}
        onChange={setNote}
        value={note}
      />
      {asksSource && (
        <TextField
          hint={w.sourceHint}
          label={w.source}
          markOptional
          maxLength={60}
          onChange={setSource}
          value={source}
        />
      )}
    </FormDialog>
  );
}
