import { useCallback, useState } from "react";
import type { CrossFigures, FormFigures } from "../../api/generated";
import { Select } from "../../parts/Select";
import { Answered } from "../../shell/Answered";
import { useAnswer } from "../../shell/useAnswer";
import { forms } from "../api";
import { useWords } from "../words";
import styles from "./Answers.module.css";

interface CrossesProps {
  formId: string;
  figures: FormFigures;
}

/** Two questions crossed, with totals. */
export function Crosses({ formId, figures }: CrossesProps) {
  const w = useWords();
  const [rows, setRows] = useState<string | null>(null);
  const [columns, setColumns] = useState<string | null>(null);
  const choices = figures.questions
    .filter(({ question_id }) => figures.crossable.includes(question_id))
    .map(({ question_id, label }) => ({ id: question_id, label }));
  if (choices.length < 2) return null;
  return (
    <section className={styles.question}>
      <h2 className={styles.questionTitle}>{w.cross}</h2>
      <p className={styles.about}>{w.crossLead}</p>
      <div className={styles.asking}>
        <Select
          choices={choices.filter(({ id }) => id !== columns)}
          label={w.crossRows}
          onChange={setRows}
          placeholder={w.choose}
          value={rows}
        />
        <Select
          choices={choices.filter(({ id }) => id !== rows)}
          label={w.crossColumns}
          onChange={setColumns}
          placeholder={w.choose}
          value={columns}
        />
      </div>
      {rows !== null && columns !== null && <Cross columns={columns} formId={formId} rows={rows} />}
    </section>
  );
}

function Cross({ formId, rows, columns }: { formId: string; rows: string; columns: string }) {
  const w = useWords();
  const answer = useAnswer(
    useCallback((signal: AbortSignal) => forms.cross(formId, rows, columns, signal), [formId, rows, columns]),
  );
  return (
    <Answered answer={answer} failed={w.crossFailed}>
      {(value) => <CrossTable value={value} />}
    </Answered>
  );
}

function CrossTable({ value }: { value: CrossFigures }) {
  const w = useWords();
  const count = (one: number | null | undefined) =>
    one === null || one === undefined ? w.hiddenCount : one.toLocaleString("ja");
  const named = (label: string) => label || w.crossSilent;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways on a phone, and must do so by keyboard.
    <section aria-label={w.cross} className={styles.tableBox} tabIndex={0}>
      <table className={styles.cross}>
        <caption className={styles.about}>
          {value.rows.label} × {value.columns.label}
        </caption>
        <thead>
          <tr>
            <td />
            {value.columns.choices.map((label, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two choices may be called alike.
              <th key={at} scope="col">
                {named(label)}
              </th>
            ))}
            <th scope="col">{w.crossTotal}</th>
          </tr>
        </thead>
        <tbody>
          {value.rows.choices.map((label, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two choices may be called alike.
            <tr key={i}>
              <th scope="row">{named(label)}</th>
              {value.cells[i]?.map((one, j) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: cells never change places.
                <td key={j}>{count(one)}</td>
              ))}
              <td>{count(value.row_totals[i])}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">{w.crossTotal}</th>
            {value.column_totals.map((one, j) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: cells never change places.
              <td key={j}>{count(one)}</td>
            ))}
            <td>{count(value.total)}</td>
          </tr>
        </tbody>
      </table>
      {value.is_partial && <p className={styles.about}>{w.crossPartial}</p>}
    </section>
  );
}
