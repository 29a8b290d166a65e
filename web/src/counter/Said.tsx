import { useState } from "react";
import type { CaseView } from "../api/generated";
import { useText } from "../i18n";
import { fullWhenOf } from "../i18n/time";
import { Button } from "../parts/Button";
import { Form } from "../parts/Form";
import { FormProblem } from "../parts/Problem";
import { TextField } from "../parts/TextField";
import { useWork } from "../shell/useWork";
import { useSettings } from "../state";
import { cases } from "./api";
import styles from "./Counter.module.css";
import type { OfCase } from "./ofCase";
import { useWords } from "./words";

/** What the section and the applicant wrote to each other. */
export function Messages({ view, onView }: OfCase) {
  const w = useWords();
  return (
    <section aria-label={w.messages} className={styles.part}>
      <h2 className={styles.heading}>{w.messages}</h2>
      <Lines lines={view.messages} none={w.noMessages} />
      {view.is_worked_by_viewer && !view.application.is_erased && (
        <Writing
          hint={w.messageHint}
          label={w.message}
          onSend={async (text) => onView(await cases.write(view.case.id, text))}
          verb={w.send}
        />
      )}
    </section>
  );
}

/** What the section notes for itself: in its own colour, so that nobody takes it for a message. */
export function Notes({ view, onView }: OfCase) {
  const w = useWords();
  return (
    <section aria-label={w.notes} className={styles.notes}>
      <h2 className={styles.heading}>{w.notes}</h2>
      <p className={styles.about}>{w.notesHint}</p>
      <Lines lines={view.notes} none={w.noNotes} />
      {view.is_worked_by_viewer && (
        <Writing
          label={w.note}
          onSend={async (text) => onView(await cases.note(view.case.id, text))}
          verb={w.keepNote}
        />
      )}
    </section>
  );
}

function Lines({ lines, none }: { lines: CaseView["messages"]; none: string }) {
  const t = useText();
  const w = useWords();
  const { era } = useSettings();
  if (lines.length === 0) return <p className={styles.none}>{none}</p>;
  return (
    <ol className={styles.said}>
      {lines.map((one) => (
        <li key={one.id}>
          <p className={styles.about}>
            {one.by || w.applicant}　{fullWhenOf(one.at, t, era)}
            {one.is_read && `　${w.isRead}`}
          </p>
          <p className={styles.text}>{one.text}</p>
        </li>
      ))}
    </ol>
  );
}

interface WritingProps {
  label: string;
  hint?: string;
  verb: string;
  onSend: (text: string) => Promise<void>;
}

function Writing({ label, hint, verb, onSend }: WritingProps) {
  const [text, setText] = useState("");
  const { busy, problem, run } = useWork({ inline: true });
  const send = async () => {
    if (await run(() => onSend(text))) setText("");
  };
  return (
    <Form className={styles.writing} onSubmit={send}>
      <TextField
        {...(hint === undefined ? {} : { hint })}
        label={label}
        lines={3}
        maxLength={4000}
        onChange={setText}
        value={text}
      />
      <FormProblem text={problem} />
      <div>
        <Button busy={busy} isDisabled={text.trim() === ""} small type="submit">
          {verb}
        </Button>
      </div>
    </Form>
  );
}
