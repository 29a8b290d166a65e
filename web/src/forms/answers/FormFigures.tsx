import { useCallback, useState } from "react";
import type { FormFigures as Figures, QuestionFigures } from "../../api/generated";
import { ChartView } from "../../console/figures/ChartView";
import { FiguresIcon } from "../../design/icons";
import { EmptyState } from "../../parts/EmptyState";
import { Select } from "../../parts/Select";
import { TextField } from "../../parts/TextField";
import { Answered } from "../../shell/Answered";
import { PageBody } from "../../shell/PageBody";
import { useAnswer } from "../../shell/useAnswer";
import { type FiguresOf, forms } from "../api";
import { type FormWords, useWords } from "../words";
import styles from "./Answers.module.css";
import { Crosses } from "./Crosses";
import { FunnelTable } from "./FunnelTable";
import { ReportButton } from "./Report";
import { RowBars } from "./RowBars";
import { Words } from "./Words";

/** 集計: how many came in, and what each question was answered with. */
export function FormFigures({ formId }: { formId: string }) {
  const w = useWords();
  const [of, setOf] = useState(ALL);
  const answer = useAnswer(
    useCallback((signal: AbortSignal) => forms.figures(formId, of, signal), [formId, of]),
  );
  const isAll = of === ALL;
  return (
    <Answered answer={answer} failed={w.failed}>
      {(value) => (
        <PageBody label={w.sections.figures}>
          {value.total === 0 && isAll ? (
            <>
              <EmptyState icon={<FiguresIcon />} title={w.noFigures}>
                {w.noFiguresText}
              </EmptyState>
              {value.begun > 0 && <FunnelTable formId={formId} />}
            </>
          ) : (
            <Counted formId={formId} of={of} onOf={setOf} value={value} />
          )}
        </PageBody>
      )}
    </Answered>
  );
}

interface CountedProps {
  value: Figures;
  formId: string;
  of: FiguresOf;
  onOf: (of: FiguresOf) => void;
}

function Counted({ value, formId, of, onOf }: CountedProps) {
  const w = useWords();
  return (
    <div className={styles.figures}>
      {value.is_survey ? (
        <p className={styles.notice}>{w.surveyNote}</p>
      ) : (
        <Period of={of} onOf={onOf} versions={value.versions} />
      )}
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
      <ReportButton formId={formId} />
      {value.is_partial && <p className={styles.notice}>{w.erasedPartly}</p>}
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
      <Crosses figures={value} formId={formId} />
      <Words figures={value} formId={formId} />
      <FunnelTable formId={formId} />
    </div>
  );
}

const ALL: FiguresOf = { since: "", until: "", form_version: null };
const EVERY_VERSION = "-";

interface PeriodProps {
  of: FiguresOf;
  onOf: (of: FiguresOf) => void;
  versions: readonly number[];
}

/** Of which days, and which version. */
function Period({ of, onOf, versions }: PeriodProps) {
  const w = useWords();
  const { since, until } = of;
  return (
    <div className={styles.asking}>
      <TextField label={w.since} onChange={(day) => onOf({ ...of, since: day })} type="date" value={since} />
      <TextField label={w.until} onChange={(day) => onOf({ ...of, until: day })} type="date" value={until} />
      {versions.length > 1 && (
        <Select
          choices={[
            { id: EVERY_VERSION, label: w.allVersions },
            ...versions.map((number) => ({ id: String(number), label: w.versionName(number) })),
          ]}
          label={w.versionField}
          onChange={(id) => onOf({ ...of, form_version: id === EVERY_VERSION ? null : Number(id) })}
          value={of.form_version === null ? EVERY_VERSION : String(of.form_version)}
        />
      )}
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
      {one.answered !== null && <p className={styles.about}>{w.answeredOf(one.answered, total)}</p>}
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
      {[
        { name: w.mean, value: one.mean },
        { name: w.least, value: one.least },
        { name: w.greatest, value: one.most },
      ]
        .filter(({ value }) => value !== null)
        .map(({ name, value }) => (
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
  const most = Math.max(1, ...one.counts.map(({ count }) => count ?? 0));
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
              {count !== null && (
                <span className={styles.bar} style={{ inlineSize: `${(100 * count) / most}%` }} />
              )}
            </td>
            <td>{count === null ? w.hiddenCount : count.toLocaleString("ja")}</td>
            <td>{shareOf(count, one.answered)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function shareOf(count: number | null, answered: number | null): string {
  return count === null || answered === null || answered === 0
    ? "－"
    : `${((100 * count) / answered).toFixed(1)}%`;
}
