import { useCallback } from "react";
import type { BodyFigures } from "../api/generated";
import type { Id } from "../model/types";
import { Answered } from "../shell/Answered";
import { useAnswer } from "../shell/useAnswer";
import styles from "./Alliances.module.css";
import { alliances } from "./api";
import { useWords } from "./words";

/** How much the bodies use that agreed to tell it: what a joint procurement is decided upon. */
export function FiguresSection({ allianceId }: { allianceId: Id }) {
  const w = useWords();
  const answer = useAnswer(
    useCallback((signal: AbortSignal) => alliances.figures(allianceId, signal), [allianceId]),
  );
  return (
    <section className={styles.section}>
      <h2>{w.figures}</h2>
      <Answered answer={answer} failed={w.figuresFailed}>
        {({ bodies, silent }) => (
          <>
            <p className={styles.second}>{bodies.length === 0 ? w.figuresNone : w.figuresSilent(silent)}</p>
            {bodies.length > 0 && <Table bodies={bodies} />}
          </>
        )}
      </Answered>
    </section>
  );
}

function Table({ bodies }: { bodies: readonly BodyFigures[] }) {
  const w = useWords();
  const number = (value: number | null) => (value === null ? w.figuresFew : value.toLocaleString());
  return (
    <div className={styles.scroll}>
      <table className={styles.figures}>
        <thead>
          <tr>
            {[w.figuresBody, w.figuresMonth, w.figuresAccounts, w.figuresActive, w.figuresMessages].map(
              (head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {bodies.flatMap((body) =>
            body.months.map((one) => (
              <tr key={`${body.body_id} ${one.month}`}>
                <th scope="row">{body.name}</th>
                <td>{w.figuresOf(one.month)}</td>
                <td>{number(one.accounts)}</td>
                <td>{number(one.active)}</td>
                <td>{number(one.messages)}</td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </div>
  );
}
