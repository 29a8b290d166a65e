import { useState } from "react";
import type { Imported, Narrowing } from "../../api/generated";
import { ask } from "../../net/http";
import { FormDialog } from "../../parts/FormDialog";
import { Select } from "../../parts/Select";
import { useWork } from "../../shell/useWork";
import styles from "../Counter.module.css";
import { useImportingWords } from "./words";

const LONG_MS = 600_000;

/** Applications that came in elsewhere become cases; afterwards it says what could not be placed. */
export function TakeIn({ forms, onClose }: { forms: Narrowing["forms"]; onClose: () => void }) {
  const w = useImportingWords();
  const open = forms.filter(({ may_enter }) => may_enter);
  const [form, setForm] = useState<string | null>(open.length === 1 ? (open[0]?.id ?? null) : null);
  const [file, setFile] = useState<File | null>(null);
  const [done, setDone] = useState<Imported | null>(null);
  const { busy, problem, run } = useWork({ inline: true });
  const takeIn = () =>
    run(async () => {
      if (form === null || file === null) return;
      const path = `/api/forms/${encodeURIComponent(form)}/cases/import`;
      const query = { name: file.name.slice(0, 255) };
      setDone(await ask<Imported>("POST", path, { query, body: file, timeoutMs: LONG_MS }));
    });
  if (done !== null) {
    return (
      <FormDialog
        lead={w.done(done.new, done.known)}
        onClose={onClose}
        onSubmit={onClose}
        title={w.title}
        verb={w.close}
      >
        <Told lines={done.noted} title={w.noted} />
        <Told lines={done.refused_files} title={w.refused} />
      </FormDialog>
    );
  }
  return (
    <FormDialog
      busy={busy}
      holds
      isDisabled={form === null || file === null}
      lead={w.lead}
      onClose={onClose}
      onSubmit={takeIn}
      problem={problem}
      title={w.title}
      verb={w.verb}
    >
      <Select
        choices={open.map(({ id, title, department }) => ({ id, label: title, note: department }))}
        label={w.form}
        onChange={setForm}
        placeholder={w.choose}
        value={form}
      />
      <label className={styles.date}>
        {w.file}
        <input
          accept=".zip,.csv,.xml"
          onChange={({ target }) => setFile(target.files?.[0] ?? null)}
          type="file"
        />
      </label>
    </FormDialog>
  );
}

function Told({ lines, title }: { lines: readonly string[]; title: string }) {
  if (lines.length === 0) return null;
  return (
    <section>
      <h3 className={styles.heading}>{title}</h3>
      <ul className={styles.reasons}>
        {lines.map((line) => (
          <li className={styles.about} key={line}>
            {line}
          </li>
        ))}
      </ul>
    </section>
  );
}
