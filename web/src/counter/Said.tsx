import { useRef, useState } from "react";
import type { CaseView } from "../api/generated";
import { AttachedFiles } from "../forms/answers/AttachedFiles";
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
import { deliverables } from "./deliverables/api";
import type { OfCase } from "./ofCase";
import { useWords } from "./words";

/** What the section and the applicant wrote to each other. */
export function Messages({ view, onView }: OfCase) {
  const w = useWords();
  return (
    <section aria-label={w.messages} className={styles.part}>
      <h2 className={styles.heading}>{w.messages}</h2>
      <Lines caseId={view.case.id} lines={view.messages} none={w.noMessages} />
      {view.is_worked_by_viewer && !view.application.is_erased && (
        <Writing
          hint={w.messageHint}
          label={w.message}
          onSend={async (text, files) => {
            const sent = [];
            for (const file of files) sent.push((await deliverables.send(file)).id);
            onView(await cases.write(view.case.id, text, sent));
          }}
          takesFiles
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
      <Lines caseId={view.case.id} lines={view.notes} none={w.noNotes} />
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

function Lines({ caseId, lines, none }: { caseId: string; lines: CaseView["messages"]; none: string }) {
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
          {one.text && <p className={styles.text}>{one.text}</p>}
          {one.files.length > 0 && (
            <AttachedFiles files={one.files} pathOf={(file) => cases.filePath(caseId, file)} />
          )}
        </li>
      ))}
    </ol>
  );
}

interface WritingProps {
  label: string;
  hint?: string;
  verb: string;
  onSend: (text: string, files: readonly File[]) => Promise<void>;
  takesFiles?: boolean;
}

const FILES_MOST = 10;

function Writing({ label, hint, verb, onSend, takesFiles = false }: WritingProps) {
  const w = useWords();
  const [text, setText] = useState("");
  const [files, setFiles] = useState<readonly File[]>([]);
  const picker = useRef<HTMLInputElement>(null);
  const { busy, problem, run } = useWork({ inline: true });
  const send = async () => {
    if (!(await run(() => onSend(text, files)))) return;
    setText("");
    setFiles([]);
    if (picker.current !== null) picker.current.value = "";
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
      {takesFiles && (
        <label className={styles.date}>
          {w.attachFiles(FILES_MOST)}
          <input
            multiple
            onChange={({ target }) => setFiles([...(target.files ?? [])].slice(0, FILES_MOST))}
            ref={picker}
            type="file"
          />
        </label>
      )}
      <FormProblem text={problem} />
      <div>
        <Button busy={busy} isDisabled={text.trim() === ""} small type="submit">
          {verb}
        </Button>
      </div>
    </Form>
  );
}
