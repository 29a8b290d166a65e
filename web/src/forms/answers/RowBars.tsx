import type { QuestionFigures } from "../../api/generated";
import { useWords } from "../words";
import styles from "./Answers.module.css";

/** A matrix or a ranking as a table whose cells are bars, too: with number and share, so that no colour is needed. */
export function RowBars({ one }: { one: QuestionFigures }) {
  const w = useWords();
  const columns = one.rows[0]?.counts ?? [];
  const hasMeans = one.kind === "ranking";
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways on a phone, and must do so by keyboard.
    <section aria-label={one.label} className={styles.tableBox} tabIndex={0}>
      <table className={styles.rowBars}>
        <thead>
          <tr>
            <td />
            {columns.map(({ label }) => (
              <th key={label} scope="col">
                {label}
              </th>
            ))}
            {hasMeans && <th scope="col">{w.mean}</th>}
          </tr>
        </thead>
        <tbody>
          {one.rows.map((row) => (
            <tr key={row.label}>
              <th scope="row">{row.label}</th>
              {row.counts.map(({ label, count }) => (
                <td key={label}>
                  <span className={styles.rowCount}>
                    {count === null ? w.hiddenCount : count.toLocaleString("ja")}
                    <span className={styles.about}>{shareOf(count, row.answered)}</span>
                  </span>
                  <span className={styles.rowTrack}>
                    <span className={styles.bar} style={{ inlineSize: widthOf(count, row.answered) }} />
                  </span>
                </td>
              ))}
              {hasMeans && (
                <td>{row.mean === null ? "－" : (Math.round(row.mean * 100) / 100).toFixed(2)}</td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const widthOf = (count: number | null, answered: number | null) =>
  count === null || !answered ? 0 : `${(100 * count) / answered}%`;

const shareOf = (count: number | null, answered: number | null) =>
  count === null || !answered ? "－" : `${((100 * count) / answered).toFixed(1)}%`;
