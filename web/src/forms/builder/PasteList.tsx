import { useMemo, useState } from "react";
import { FormDialog } from "../../parts/FormDialog";
import { TextField } from "../../parts/TextField";
import type { Question } from "../document";
import { questionsFrom } from "../pasted";
import { useWords } from "../words";
import styles from "./Builder.module.css";

interface PasteListProps {
  onMake: (questions: readonly Question[]) => void;
  onClose: () => void;
}

/** A list from a spreadsheet or a document becomes questions, with guessed kinds that are shown before. */
export function PasteList({ onMake, onClose }: PasteListProps) {
  const w = useWords();
  const [text, setText] = useState("");
  const questions = useMemo(() => questionsFrom(text), [text]);
  return (
    <FormDialog
      holds
      isDisabled={questions.length === 0}
      lead={w.pasteLead}
      onClose={onClose}
      onSubmit={() => onMake(questions)}
      title={w.pasteTitle}
      verb={w.pasteVerb}
    >
      <TextField
        autoFocus
        label={w.pasteField}
        lines={8}
        onChange={setText}
        placeholder={w.pasteExample}
        value={text}
      />
      {questions.length > 0 && (
        <>
          <p role="status">{w.pasteCount(questions.length)}</p>
          <ol className={styles.pasted}>
            {questions.map((one) => (
              <li key={one.id}>
                <span>{one.label}</span>
                <span className={styles.hint}>{w.kinds[one.kind]}</span>
              </li>
            ))}
          </ol>
        </>
      )}
    </FormDialog>
  );
}
