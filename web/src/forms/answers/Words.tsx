import { useCallback, useState } from "react";
import type { FormFigures, FrequentWords } from "../../api/generated";
import { Select } from "../../parts/Select";
import { Answered } from "../../shell/Answered";
import { useAnswer } from "../../shell/useAnswer";
import { forms } from "../api";
import { useWords } from "../words";
import styles from "./Answers.module.css";

/** The words that stand in most answers to a question of free text. */
export function Words({ formId, figures }: { formId: string; figures: FormFigures }) {
  const w = useWords();
  const [question, setQuestion] = useState<string | null>(null);
  const choices = figures.questions
    .filter(({ question_id }) => figures.worded.includes(question_id))
    .map(({ question_id, label }) => ({ id: question_id, label }));
  if (choices.length === 0) return null;
  return (
    <section className={styles.question}>
      <h2 className={styles.questionTitle}>{w.words}</h2>
      <p className={styles.about}>{w.wordsLead}</p>
      <div className={styles.asking}>
        <Select
          choices={choices}
          label={w.wordsQuestion}
          onChange={setQuestion}
          placeholder={w.choose}
          value={question}
        />
      </div>
      {question !== null && <OfQuestion formId={formId} question={question} />}
    </section>
  );
}

function OfQuestion({ formId, question }: { formId: string; question: string }) {
  const w = useWords();
  const answer = useAnswer(
    useCallback((signal: AbortSignal) => forms.words(formId, question, signal), [formId, question]),
  );
  return (
    <Answered answer={answer} failed={w.failed}>
      {(value) => <WordTable value={value} />}
    </Answered>
  );
}

function WordTable({ value }: { value: FrequentWords }) {
  const w = useWords();
  if (value.words.length === 0) return <p className={styles.about}>{w.noWords}</p>;
  const most = Math.max(1, ...value.words.map(({ answers }) => answers));
  return (
    <>
      <p className={styles.about}>{value.is_partial ? w.wordsPartial : w.wordsOf(value.answers)}</p>
      <table className={styles.bars}>
        <thead>
          <tr>
            <th scope="col">{w.word}</th>
            <td aria-hidden="true" />
            <th scope="col">{w.wordAnswers}</th>
          </tr>
        </thead>
        <tbody>
          {value.words.map(({ word, answers }) => (
            <tr key={word}>
              <th scope="row">{word}</th>
              <td aria-hidden="true">
                <span className={styles.bar} style={{ inlineSize: `${(100 * answers) / most}%` }} />
              </td>
              <td>{answers.toLocaleString("ja")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
