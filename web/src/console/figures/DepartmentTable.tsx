import type { Figures, FiguresDepartment } from "../../api/generated";
import { useBilingual } from "../../i18n/useBilingual";
import { shareOf } from "./charts";
import styles from "./Figures.module.css";
import { type FiguresWords, words } from "./words";

/** One line for a department with all below it; what is too small stands with its neighbours. */
export function DepartmentTable({ value }: { value: Figures }) {
  const w = useBilingual(words);
  const { departments, least, last_on } = value;
  const c = w.columns;
  return (
    <section className={styles.part}>
      <h2 className={styles.heading} id="figures-departments">
        {w.byDepartment}
      </h2>
      <p className={styles.note}>{w.departmentLead(last_on.slice(0, 7).replace("-", "/"))}</p>
      {departments.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways on a phone, and must do so by keyboard.
        <section aria-labelledby="figures-departments" className={styles.wide} tabIndex={0}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{w.department}</th>
                {[c.accounts, c.active, c.phones, c.messages, c.files, c.read, c.soon].map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {departments.map((one) => (
                <Line
                  few={w.few(least)}
                  key={`${one.kind} ${one.id} ${one.depth} ${one.names.join()}`}
                  one={one}
                  w={w}
                />
              ))}
            </tbody>
          </table>
        </section>
      )}
      <ul className={styles.rules}>
        <li>{w.fewRule(least)}</li>
        <li>{w.fewActed(least)}</li>
        <li>{w.moveRule}</li>
        <li>{w.readRule}</li>
      </ul>
    </section>
  );
}

function Line({ one, few, w }: { one: FiguresDepartment; few: string; w: FiguresWords }) {
  const { accounts, active, phones, messages, files, reading, depth } = one;
  return (
    <tr>
      <th scope="row" style={{ paddingInlineStart: `${depth}rem` }}>
        <span className={one.kind === "department" ? undefined : styles.together}>{nameOf(one, w)}</span>
      </th>
      {[accounts, active, phones, messages, files].map((number, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the columns never change places.
        <td key={n}>{number?.toLocaleString("ja") ?? few}</td>
      ))}
      <td>{shareOf(reading.read, reading.to_read, w.noneRead, few)}</td>
      <td>{shareOf(reading.soon_read, reading.soon_to_read, w.noneRead, few)}</td>
    </tr>
  );
}

function nameOf({ kind, names }: FiguresDepartment, w: FiguresWords): string {
  if (kind === "guests") return w.guests;
  const named = names.map((name) => name || w.direct).join("・");
  return kind === "rest" && names.length > 1 ? w.rest(named) : named;
}
