import { useState } from "react";
import type { Leave } from "../api/generated";
import { TrashIcon } from "../design/icons";
import { useText } from "../i18n";
import { fullDayOf } from "../i18n/time";
import { useBilingual } from "../i18n/useBilingual";
import { Button } from "../parts/Button";
import { cx } from "../parts/cx";
import { Form } from "../parts/Form";
import { IconButton } from "../parts/IconButton";
import { TextField } from "../parts/TextField";
import { useSettings } from "../state";
import styles from "./Notifications.module.css";
import { words } from "./words";

/** As the server bounds them (notifications/model.py). */
const MOST = 20;

interface LeavesProps {
  leaves: readonly Leave[];
  onChange: (leaves: readonly Leave[]) => void;
}

/** Days on which I am away. */
export function Leaves({ leaves, onChange }: LeavesProps) {
  const t = useText();
  const w = useBilingual(words);
  const { era } = useSettings();
  const dayOf = (day: string) => fullDayOf(Date.parse(`${day}T00:00:00+09:00`), t, era);
  const daysOf = ({ first, last }: Leave) => w.leaveOf(dayOf(first), dayOf(last));
  return (
    <section className={styles.part}>
      <h3 className={styles.title}>{w.leaves}</h3>
      <p className={styles.note}>{w.leavesNote}</p>
      {leaves.length > 0 && (
        <ul className={styles.list}>
          {leaves.map((leave) => (
            <li className={styles.row} key={`${leave.first} ${leave.last}`}>
              <span>{daysOf(leave)}</span>
              <IconButton
                label={w.removeLeave(daysOf(leave))}
                onPress={() => onChange(leaves.filter((one) => one !== leave))}
                small
              >
                <TrashIcon />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      {leaves.length < MOST ? (
        <NewLeave onAdd={(leave) => onChange(withLeave(leaves, leave))} />
      ) : (
        <p className={styles.note}>{w.leaveFull(MOST)}</p>
      )}
    </section>
  );
}

/** In their order, each once. */
function withLeave(leaves: readonly Leave[], leave: Leave): readonly Leave[] {
  const others = leaves.filter(({ first, last }) => first !== leave.first || last !== leave.last);
  return [...others, leave].sort((a, b) => (a.first < b.first ? -1 : 1));
}

const NONE = { first: "", last: "" };

function NewLeave({ onAdd }: { onAdd: (leave: Leave) => void }) {
  const w = useBilingual(words);
  const [days, setDays] = useState(NONE);
  const [isWrong, setWrong] = useState(false);
  function add() {
    const leave = { first: days.first, last: days.last || days.first };
    const isFit = leave.first !== "" && leave.first <= leave.last;
    setWrong(!isFit);
    if (!isFit) return;
    onAdd(leave);
    setDays(NONE);
  }
  return (
    <Form className={cx(styles.add)} onSubmit={add}>
      <TextField
        error={isWrong ? w.leaveUnfit : null}
        label={w.firstDay}
        onChange={(first) => setDays((before) => ({ ...before, first }))}
        type="date"
        value={days.first}
      />
      <TextField
        label={w.lastDay}
        onChange={(last) => setDays((before) => ({ ...before, last }))}
        type="date"
        value={days.last}
      />
      <Button type="submit">{w.addLeave}</Button>
    </Form>
  );
}
