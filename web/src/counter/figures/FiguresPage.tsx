import { type ReactNode, useCallback, useState } from "react";
import type { CounterFigures } from "../../api/generated";
import { useText } from "../../i18n";
import { whenOf } from "../../i18n/time";
import { ask } from "../../net/http";
import { Button } from "../../parts/Button";
import { saveTable } from "../../parts/saving";
import { Answered } from "../../shell/Answered";
import { PageBody } from "../../shell/PageBody";
import { PageHead } from "../../shell/PageHead";
import { goBack } from "../../shell/route";
import { useAnswer } from "../../shell/useAnswer";
import { useNow } from "../../shell/useNow";
import styles from "../Counter.module.css";
import { useWords } from "../words";
import { cellsOf, headOf, tableOf } from "./rows";
import { useFiguresWords } from "./words";

const LONG_MS = 60_000;

/** 処理状況: how what came in was worked, by section and form. */
export function FiguresPage() {
  const w = useFiguresWords();
  const [since, setSince] = useState("");
  const [until, setUntil] = useState("");
  const [formId, setFormId] = useState<string | null>(null);
  const answer = useAnswer(
    useCallback(
      (signal: AbortSignal) =>
        ask<CounterFigures>("GET", "/api/cases/figures", {
          query: { since, until, form_id: formId },
          signal,
          timeoutMs: LONG_MS,
        }),
      [since, until, formId],
    ),
  );
  return (
    <div className={styles.page}>
      <PageHead onBack={() => goBack("/cases")} title={w.title} />
      <PageBody>
        <p className={styles.about}>{w.lead}</p>
        <div className={styles.acts}>
          <label className={styles.date}>
            {w.since}
            <input onChange={({ target }) => setSince(target.value)} type="date" value={since} />
          </label>
          <label className={styles.date}>
            {w.until}
            <input onChange={({ target }) => setUntil(target.value)} type="date" value={until} />
          </label>
        </div>
        <Answered answer={answer} failed={w.failed}>
          {(told) => <Told isOne={formId !== null} onForm={setFormId} told={told} />}
        </Answered>
      </PageBody>
    </div>
  );
}

interface ToldProps {
  told: CounterFigures;
  isOne: boolean;
  onForm: (formId: string | null) => void;
}

function Told({ told, isOne, onForm }: ToldProps) {
  const w = useFiguresWords();
  if (told.forms.length === 0) return <p className={styles.none}>{w.none}</p>;
  return (
    <>
      <div className={styles.acts}>
        {isOne && (
          <Button onPress={() => onForm(null)} small>
            {w.all}
          </Button>
        )}
        <Button
          onPress={() => saveTable(tableOf(told, w), `shori-jokyo_${told.since}_${told.until}.csv`)}
          small
        >
          {w.save}
        </Button>
      </div>
      <Table head={[w.department, ...headOf(w)]} title={w.byDepartment}>
        <Row cells={cellsOf(told.total, w)} head={w.total} />
        {told.departments.map((one) => (
          <Row cells={cellsOf(one.figures, w)} head={one.department} key={one.department} />
        ))}
      </Table>
      <p className={styles.about}>{w.daysNote}</p>
      <Table head={[w.name, ...headOf(w)]} title={w.byForm}>
        {told.forms.map((one) => (
          <tr key={one.form_id}>
            <th scope="row">
              <Button look="quiet" onPress={() => onForm(one.form_id)} small>
                {one.title}
              </Button>
              <span className={styles.line}>
                {one.standard_days === null ? one.department : w.standard(one.standard_days)}
              </span>
            </th>
            <Cells cells={cellsOf(one.figures, w)} />
          </tr>
        ))}
      </Table>
      <Waits told={told} />
      <Table head={[w.month, w.columns.arrived, w.ended]} title={w.months}>
        {told.months.map((one) => (
          <Row cells={[String(one.arrived), String(one.ended)]} head={one.month} key={one.month} />
        ))}
      </Table>
      {told.reasons.length > 0 && (
        <Table head={[w.question, w.times, w.reason]} title={w.reasons}>
          {told.reasons.map((one) => (
            <Row
              cells={[String(one.times), one.reasons.join(" / ")]}
              head={one.question}
              key={one.question}
            />
          ))}
        </Table>
      )}
    </>
  );
}

function Waits({ told }: { told: CounterFigures }) {
  const t = useText();
  const w = useFiguresWords();
  const { states } = useWords();
  const now = useNow();
  return (
    <Table head={[w.state, w.cases, w.columns.overdue, w.oldest]} title={w.waits}>
      {told.total.waiting.map((one) => (
        <Row
          cells={[String(one.cases), String(one.overdue), whenOf(one.oldest_at, now, t)]}
          head={states[one.state]}
          key={one.state}
        />
      ))}
    </Table>
  );
}

interface TableProps {
  title: string;
  head: readonly string[];
  children: ReactNode;
}

function Table({ title, head, children }: TableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways on a phone, and must do so by keyboard.
    <section aria-label={title} className={styles.figures} tabIndex={0}>
      <h2 className={styles.heading}>{title}</h2>
      <table className={styles.table}>
        <thead>
          <tr>
            {head.map((one) => (
              <th key={one} scope="col">
                {one}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}

function Row({ head, cells }: { head: string; cells: readonly string[] }) {
  return (
    <tr>
      <th scope="row">{head}</th>
      <Cells cells={cells} />
    </tr>
  );
}

function Cells({ cells }: { cells: readonly string[] }) {
  return cells.map((cell, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a column keeps its place.
    <td className={styles.number} key={at}>
      {cell}
    </td>
  ));
}
