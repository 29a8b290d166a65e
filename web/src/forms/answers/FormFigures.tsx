import { useCallback } from "react";
import type { FormFigures as Figures, QuestionFigures } from "../../api/generated";
import { ChartView } from "../../console/figures/ChartView";
import { FiguresIcon } from "../../design/icons";
import { EmptyState } from "../../parts/EmptyState";
import { Answered } from "../../shell/Answered";
import { PageBody } from "../../shell/PageBody";
import { useAnswer } from "../../shell/useAnswer";
import { forms } from "../api";
import { type FormWords, useWords } from "../words";
import styles from "./Answers.module.css";
import { RowBars } from "./RowBars";

/** 集計: how many came in, and what each question was answered with. */
export function FormFigures({ formId }: { formId: string }) {
  const w = useWords();
  const answer = useAnswer(useCallback((signal: AbortSignal) => forms.figures(formId, signal), [formId]));
  return (
    <Answered answer={answer} failed={w.failed}>
      {(value) =>
        value.total === 0 ? (
          <EmptyState icon={<FiguresIcon />} title={w.noFigures}>
            {w.noFiguresText}
          </EmptyState>
        ) : (
          <PageBody label={w.sections.figures}>
            <Counted formId={formId} value={value} />
          </PageBody>
        )
      }
    </Answered>
  );
}

function Counted({ value, formId }: { value: Figures; formId: string }) {
  const w = useWords();
  return (
    <div className={styles.figures}>
      <dl className={styles.numbers}>
        <div>
          <dt>{w.received}</dt>
          <dd>{value.total.toLocaleString("ja")}</dd>
        </div>
        <div>
          <dt>{w.begun}</dt>
          <dd>{value.begun.toLocaleString("ja")}</dd>
          <dd className={styles.numberNote}>{w.begunNote}</dd>
        </div>
      </dl>
      {value.is_partial && <p className={styles.notice}>{w.partial}</p>}
      <ChartView
        chart={{
          title: w.byDay,
          note: "",
          labels: value.days.map(({ day }) => shortDay(day)),
          series: [{ name: w.applications, look: "bar", values: value.days.map(({ count }) => count) }],
        }}
        few={w.few}
        file={`form-${formId}-days`}
      />
      {value.questions.map((one) => (
        <Question key={one.question_id} one={one} total={value.total} w={w} />
      ))}
    </div>
  );
}

/** 4/1, from 2026-04-01. */
function shortDay(day: string): string {
  return day.slice(5).split("-").map(Number).join("/");
}

function Question({ one, total, w }: { one: QuestionFigures; total: number; w: FormWords }) {
  return (
    <section className={styles.question}>
      <h2 className={styles.questionTitle}>{one.label}</h2>
      <p className={styles.about}>{w.answeredOf(one.answered, total)}</p>
      {one.mean !== null && <Numbers one={one} w={w} />}
      {one.rows.length > 0 ? (
        <RowBars one={one} />
      ) : one.counts.length > 0 ? (
        <Bars one={one} w={w} />
      ) : (
        one.mean === null && <p className={styles.about}>{w.textFigures}</p>
      )}
    </section>
  );
}

const rounded = (value: number | null) =>
  value === null ? "" : (Math.round(value * 100) / 100).toLocaleString("ja");

function Numbers({ one, w }: { one: QuestionFigures; w: FormWords }) {
  return (
    <dl className={styles.numbers}>
      {(
        [
          [w.mean, one.mean],
          [w.least, one.least],
          [w.greatest, one.most],
        ] as const
      ).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{rounded(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Bars that are a table: each with its number and its share of those who answered. */
function Bars({ one, w }: { one: QuestionFigures; w: FormWords }) {
  const most = Math.max(1, ...one.counts.map(({ count }) => count));
  return (
    <table className={styles.bars}>
      <thead>
        <tr>
          <th scope="col">{w.option}</th>
          <td aria-hidden="true" />
          <th scope="col">{w.times}</th>
          <th scope="col">{w.share}</th>
        </tr>
      </thead>
      <tbody>
        {one.counts.map(({ label, count }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td aria-hidden="true">
              <span className={styles.bar} style={{ inlineSize: `${(100 * count) / most}%` }} />
            </td>
            <td>{count.toLocaleString("ja")}</td>
            <td>{shareOf(count, one.answered)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function shareOf(count: number, answered: number): string {
  return answered === 0 ? "－" : `${((100 * count) / answered).toFixed(1)}%`;
}
