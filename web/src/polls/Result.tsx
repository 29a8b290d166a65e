import type { PollOptionView, PollView } from "../api/generated";
import { CheckIcon } from "../design/icons";
import { useText } from "../i18n";
import { cx } from "../parts/cx";
import { useNow } from "../shell/useNow";
import { markOf, optionText } from "./options";
import styles from "./Polls.module.css";
import { useWords } from "./words";

/** What came of it so far: each choice with its number as a bar and in figures, then who chose what where it is open. */
export function Result({ poll }: { poll: PollView }) {
  const w = useWords();
  const isKept = poll.options.some(({ count }) => count === null);
  return (
    <section aria-labelledby="poll-result">
      <h2 className={styles.heading} id="poll-result">
        {w.result}
        <span className={styles.of}>{w.answers(poll.answered)}</span>
      </h2>
      {isKept ? <p className={styles.line}>{w.keptBack}</p> : <Counts poll={poll} />}
      {poll.people.length > 0 && <People poll={poll} />}
    </section>
  );
}

function Counts({ poll }: { poll: PollView }) {
  const t = useText();
  const w = useWords();
  const now = useNow();
  const isDates = poll.kind === "dates";
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{isDates ? w.date : w.choice}</th>
            <th scope="col">
              <span className="said">{w.share}</span>
            </th>
            <th scope="col">{isDates ? "○" : w.number}</th>
            {isDates && <th scope="col">△</th>}
          </tr>
        </thead>
        <tbody>
          {poll.options.map((one) => (
            <tr className={cx(one.is_best && styles.best)} key={one.position}>
              <th scope="row">
                {optionText(poll, one, now, t, w)}
                {poll.chosen === one.position && <span className={styles.fixed}>{w.fixed}</span>}
                {poll.chosen === null && one.is_best && (
                  <span className={styles.fixed}>
                    <CheckIcon size={16} /> {isDates ? w.bestDate : w.most}
                  </span>
                )}
              </th>
              <td className={styles.barCell}>
                <Bar of={poll.answered} option={one} />
              </td>
              <td className={styles.number}>{one.count}</td>
              {isDates && <td className={styles.number}>{one.maybe}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Bar({ of, option }: { of: number; option: PollOptionView }) {
  const part = (n: number) => `${of === 0 ? 0 : Math.round((n / of) * 100)}%`;
  return (
    <span aria-hidden="true" className={styles.bar}>
      <span className={styles.barFull} style={{ inlineSize: part(option.count ?? 0) }} />
      <span className={styles.barMaybe} style={{ inlineSize: part(option.maybe ?? 0) }} />
    </span>
  );
}

/** People × choices, as on a sheet that lies on the table. */
function People({ poll }: { poll: PollView }) {
  const t = useText();
  const w = useWords();
  const now = useNow();
  const shown = (value: number | undefined) => (poll.kind === "dates" ? markOf(value) : value ? "○" : "");
  return (
    <details className={styles.people} open={poll.kind === "dates"}>
      <summary>{w.whoChose}</summary>
      <div className={styles.scroll}>
        <table className={cx(styles.table, styles.grid)}>
          <thead>
            <tr>
              <th scope="col">{w.person}</th>
              {poll.options.map((one) => (
                <th className={cx(one.is_best && styles.best)} key={one.position} scope="col">
                  {optionText(poll, one, now, t, w)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {poll.people.map((person) => (
              <tr key={person.id}>
                <th scope="row">{person.name}</th>
                {poll.options.map((one) => (
                  <td className={cx(one.is_best && styles.best)} key={one.position}>
                    {shown(person.values[one.position])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {poll.people.length < poll.answered && <p className={styles.line}>{w.onlyFirst(poll.people.length)}</p>}
    </details>
  );
}
