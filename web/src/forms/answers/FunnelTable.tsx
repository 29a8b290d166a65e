import { useCallback } from "react";
import type { Funnel, FunnelStep } from "../../api/generated";
import { Answered } from "../../shell/Answered";
import { useAnswer } from "../../shell/useAnswer";
import { forms } from "../api";
import { type FormWords, useWords } from "../words";
import styles from "./Answers.module.css";

/** How far people came, page by page, and where they stopped. */
export function FunnelTable({ formId }: { formId: string }) {
  const w = useWords();
  const answer = useAnswer(useCallback((signal: AbortSignal) => forms.funnel(formId, signal), [formId]));
  return (
    <section className={styles.question}>
      <h2 className={styles.questionTitle}>{w.funnel}</h2>
      <p className={styles.about}>{w.funnelLead}</p>
      <Answered answer={answer} failed={w.failed}>
        {(value) => <Steps value={value} w={w} />}
      </Answered>
    </section>
  );
}

function Steps({ value, w }: { value: Funnel; w: FormWords }) {
  if (value.steps.length === 0) return <p className={styles.about}>{w.noFunnel}</p>;
  const most = Math.max(1, ...value.steps.map(({ reached }) => reached));
  return (
    <table className={styles.bars}>
      <thead>
        <tr>
          <th scope="col">{w.funnelStep}</th>
          <td aria-hidden="true" />
          <th scope="col">{w.funnelReached}</th>
          <th scope="col">{w.funnelStopped}</th>
        </tr>
      </thead>
      <tbody>
        {value.steps.map((one, at) => (
          <tr key={one.step}>
            <th scope="row">{titleOf(one, at + 1, w)}</th>
            <td aria-hidden="true">
              <span className={styles.bar} style={{ inlineSize: `${(100 * one.reached) / most}%` }} />
            </td>
            <td>{one.reached.toLocaleString("ja")}</td>
            <td>{one.stopped === 0 ? "" : one.stopped.toLocaleString("ja")}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function titleOf({ step, title }: FunnelStep, place: number, w: FormWords): string {
  const known: Readonly<Record<string, string>> = {
    "-begun": w.funnelBegun,
    "-end": w.funnelEnded,
    "-check": w.funnelChecked,
    "-submitted": w.funnelSubmitted,
  };
  return known[step] ?? (title || w.funnelNoTitle(place));
}
