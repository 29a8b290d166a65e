import { useState } from "react";
import type { ApplicationView } from "../../api/generated";
import { useText } from "../../i18n";
import { whenOf } from "../../i18n/time";
import { Button } from "../../parts/Button";
import { Switch } from "../../parts/Choices";
import { FormProblem } from "../../parts/Problem";
import { TextField } from "../../parts/TextField";
import { useNow } from "../../shell/useNow";
import { useWork } from "../../shell/useWork";
import { forms, MARKS, type Mark } from "../api";
import { useWords } from "../words";
import styles from "./Answers.module.css";

const NOTE_MOST = 1_000;

interface RemarksProps {
  first: ApplicationView;
  mayRemark: boolean;
}

/** What staff say of an application among themselves: marks and notes, on a ground of their own. */
export function Remarks({ first, mayRemark }: RemarksProps) {
  const w = useWords();
  const [{ marks, notes }, setRemarks] = useState(first);
  const [text, setText] = useState("");
  const marking = useWork();
  const noting = useWork({ inline: true });
  const toggle = (mark: Mark, on: boolean) => {
    const wanted = MARKS.filter((one) => (one === mark ? on : marks.includes(one)));
    void marking.run(async () => setRemarks(await forms.mark(first.id, wanted)));
  };
  const write = async () => {
    if (text.trim() === "") return;
    const isDone = await noting.run(async () => setRemarks(await forms.note(first.id, text)));
    if (isDone) setText("");
  };
  return (
    <section aria-label={w.notesTitle} className={styles.remarks}>
      <h3 className={styles.pageTitle}>{w.marksTitle}</h3>
      <p className={styles.about}>{w.marksNote}</p>
      {mayRemark ? (
        MARKS.map((one) => (
          <Switch
            busy={marking.busy}
            key={one}
            label={w.marks[one]}
            on={marks.includes(one)}
            onChange={(on) => toggle(one, on)}
          />
        ))
      ) : (
        <p>{marks.map((one) => w.marks[one]).join("　") || "－"}</p>
      )}
      <h3 className={styles.pageTitle}>{w.notesTitle}</h3>
      <p className={styles.about}>{w.notesNote}</p>
      {mayRemark && !first.is_erased && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void write();
          }}
        >
          <TextField label={w.noteField} lines={2} maxLength={NOTE_MOST} onChange={setText} value={text} />
          <FormProblem text={noting.problem} />
          <Button busy={noting.busy} isDisabled={text.trim() === ""} small type="submit">
            {w.writeNote}
          </Button>
        </form>
      )}
      <Notes notes={notes} />
    </section>
  );
}

function Notes({ notes }: { notes: ApplicationView["notes"] }) {
  const t = useText();
  const w = useWords();
  const now = useNow();
  if (notes.length === 0) return <p className={styles.about}>{w.noNotes}</p>;
  return (
    <ul className={styles.notes}>
      {notes.map((one) => (
        <li key={one.seq}>
          <p className={styles.about}>
            {one.by}　{whenOf(one.at, now, t)}
          </p>
          <p className={styles.noteText}>{one.text}</p>
        </li>
      ))}
    </ul>
  );
}
