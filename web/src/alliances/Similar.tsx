import { useCallback } from "react";
import type { SimilarQuestions } from "../api/generated";
import type { Id } from "../model/types";
import { Link } from "../shell/Link";
import { useAnswer } from "../shell/useAnswer";
import styles from "./Alliances.module.css";
import { alliances, questionPath } from "./api";
import { useWords } from "./words";

/** Characters: what is shorter is like everything. */
const ENOUGH = 6;
const MOST = 1_000;
const NOTHING: SimilarQuestions = { questions: [] };

interface SimilarProps {
  allianceId: Id;
  text: string;
  lead: string;
}

/** Questions like a text, with their answers; nothing while there is none. */
export function Similar({ allianceId, text, lead }: SimilarProps) {
  const w = useWords();
  const { value } = useAnswer(
    useCallback(
      (signal: AbortSignal) =>
        [...text].length < ENOUGH
          ? Promise.resolve(NOTHING)
          : alliances.similar(allianceId, [...text].slice(0, MOST).join(""), signal),
      [allianceId, text],
    ),
  );
  const found = value?.questions ?? [];
  if (found.length === 0) return null;
  return (
    <section aria-label={lead}>
      <p className={styles.second}>{lead}</p>
      <ul>
        {found.map((one) => (
          <li className={styles.like} key={one.id}>
            <Link to={questionPath(allianceId, one)}>{one.text}</Link>
            <span className={styles.second}>
              {one.solved_at === null ? w.openOne : one.answer ? w.answerIs(one.answer.text) : w.solvedOne}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
