import { useCallback } from "react";
import { useText } from "../../i18n";
import { whenOf } from "../../i18n/time";
import { facts } from "../../list/Row";
import { Tag } from "../../parts/Badge";
import { useAnswer } from "../../shell/useAnswer";
import styles from "../Emergency.module.css";
import { shifts } from "./api";
import { useShiftWords } from "./words";

/** When and where one works next; nothing where one is in no shift. */
export function OwnShifts() {
  const t = useText();
  const w = useShiftWords();
  const { value } = useAnswer(useCallback((signal: AbortSignal) => shifts.mine(signal), []));
  const all = value?.shifts ?? [];
  if (all.length === 0) return null;
  const when = (at: number) => whenOf(at, Date.now(), t);
  return (
    <section aria-label={w.mine} className={styles.own}>
      <h2 className={styles.ownTitle}>{w.mine}</h2>
      <ul className={styles.facts}>
        {all.map((one) => (
          <li key={one.id}>
            {one.is_drill && <Tag tone="accent">{w.drill}</Tag>}
            {facts(
              w.span(when(one.begins_at), when(one.ends_at)),
              one.place,
              one.name,
              one.relieves !== null && w.relieves(one.relieves),
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
