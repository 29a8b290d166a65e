import { useCallback } from "react";
import { useAnswer } from "../../shell/useAnswer";
import { forms } from "../api";
import { useWords } from "../words";
import styles from "./Answers.module.css";

interface TakenProps {
  formId: string;
  /** How many applications the list shows: with one more, places are asked for anew. */
  items: number;
}

/** 申込み状況: of places that are given in turn, how many are taken. */
export function Taken({ formId, items }: TakenProps) {
  const w = useWords();
  // biome-ignore lint/correctness/useExhaustiveDependencies: what came in meanwhile has taken places, too.
  const ask = useCallback((signal: AbortSignal) => forms.taken(formId, signal), [formId, items]);
  const { value } = useAnswer(ask);
  return (value ?? []).map(({ question_id, label, places }) => (
    <section className={styles.draw} key={question_id}>
      <h2 className={styles.questionTitle}>{w.takenTitle(label)}</h2>
      <table className={styles.drawTable}>
        <thead>
          <tr>
            <th scope="col">{w.drawPlace}</th>
            <th scope="col">
              {w.taken} / {w.drawCapacity}
            </th>
            <th scope="col">{w.takenWaiting}</th>
          </tr>
        </thead>
        <tbody>
          {places.map((one) => (
            <tr key={one.label}>
              <th scope="row">{one.label}</th>
              <td>
                {one.taken.toLocaleString("ja")} / {one.capacity.toLocaleString("ja")}
                {one.taken >= one.capacity && ` ${w.takenFull}`}
              </td>
              <td>{one.waiting.toLocaleString("ja")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  ));
}
