import type { CaseRow } from "../api/generated";
import { useText } from "../i18n";
import { whenOf } from "../i18n/time";
import { Tag } from "../parts/Badge";
import { cx } from "../parts/cx";
import { Link } from "../shell/Link";
import { useNow } from "../shell/useNow";
import styles from "./Counter.module.css";
import { Due } from "./Due";
import { onRowKey } from "./inbox/rowKeys";
import { casePath } from "./paths";
import { RowTags } from "./Seats";
import { toneOf } from "./states";
import { useWords } from "./words";

interface CaseTableProps {
  items: readonly CaseRow[];
  chosen: ReadonlySet<string>;
  onChoose: (chosen: ReadonlySet<string>) => void;
}

/** The cases of a view; several can be chosen for one act. */
export function CaseTable({ items, chosen, onChoose }: CaseTableProps) {
  const w = useWords();
  const areAll = items.every(({ id }) => chosen.has(id));
  const turn = (id: string, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(id);
    else next.delete(id);
    onChoose(next);
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways on a phone, and must do so by keyboard.
    <section aria-label={w.list} className={styles.tableBox} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">
              <input
                aria-label={w.chooseAll}
                checked={areAll}
                onChange={({ target }) => onChoose(new Set(target.checked ? items.map(({ id }) => id) : []))}
                type="checkbox"
              />
            </th>
            <th scope="col">{w.columns.number}</th>
            <th scope="col">{w.columns.title}</th>
            <th scope="col">{w.columns.who}</th>
            <th scope="col">{w.columns.state}</th>
            <th scope="col">{w.columns.owner}</th>
            <th scope="col">{w.columns.received}</th>
            <th scope="col">{w.columns.due}</th>
          </tr>
        </thead>
        <tbody onKeyDown={onRowKey}>
          {items.map((one) => (
            <Row isChosen={chosen.has(one.id)} key={one.id} one={one} onTurn={(on) => turn(one.id, on)} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ one, isChosen, onTurn }: { one: CaseRow; isChosen: boolean; onTurn: (on: boolean) => void }) {
  const t = useText();
  const w = useWords();
  const now = useNow();
  return (
    <tr className={cx(!one.is_opened && styles.unopened)}>
      <td>
        <input
          aria-label={w.choose(one.number)}
          checked={isChosen}
          onChange={({ target }) => onTurn(target.checked)}
          type="checkbox"
        />
      </td>
      <th className={styles.number} scope="row">
        <Link to={casePath(one.id)}>{one.number}</Link>
        {!one.is_opened && <span className="said">{w.unopened}</span>}
      </th>
      <td className={styles.cell}>{one.title}</td>
      <td className={styles.cell}>{one.who}</td>
      <td className={styles.number}>
        <Tag tone={toneOf(one.state)}>{w.states[one.state]}</Tag> <RowTags one={one} />
      </td>
      <td className={styles.number}>{one.owner || <span className={styles.none}>{w.nobody}</span>}</td>
      <td className={styles.number}>{whenOf(one.received_at, now, t)}</td>
      <td className={styles.number}>
        <Due one={one} />
      </td>
    </tr>
  );
}
