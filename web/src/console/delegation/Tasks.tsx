import { useState } from "react";
import type { Account } from "../../api/generated";
import { useBilingual } from "../../i18n/useBilingual";
import type { Delegated } from "../../model/tasks";
import { Tag } from "../../parts/Badge";
import { Button } from "../../parts/Button";
import styles from "../PersonForm.module.css";
import type { Line } from "../tree";
import { DelegationDialog } from "./DelegationDialog";
import { type DelegationWords, words } from "./words";

interface TasksProps {
  account: Account;
  lines: readonly Line[];
  onChange: (account: Account) => void;
}

/** What was delegated to a person, and the way to change it. */
export function Tasks({ account, lines, onChange }: TasksProps) {
  const w = useBilingual(words);
  const [open, setOpen] = useState(false);
  return (
    <div className={styles.tasks}>
      <p className={styles.tasksTitle}>{w.held}</p>
      {account.tasks.length === 0 ? (
        <p className={styles.note}>{w.none}</p>
      ) : (
        <p className={styles.tags}>
          {account.tasks.map((one) => (
            <Tag key={keyOf(one)}>{sayTask(one, lines, w)}</Tag>
          ))}
        </p>
      )}
      <div>
        <Button onPress={() => setOpen(true)} small>
          {w.open}
        </Button>
      </div>
      {open && (
        <DelegationDialog
          account={account}
          lines={lines}
          onClose={() => setOpen(false)}
          onSaved={(changed) => {
            setOpen(false);
            onChange(changed);
          }}
        />
      )}
    </div>
  );
}

const keyOf = ({ task, department_id }: Delegated) => `${task} ${department_id ?? ""}`;

function sayTask({ task, department_id }: Delegated, lines: readonly Line[], w: DelegationWords): string {
  const { name } = w.tasks[task];
  if (department_id === null) return name;
  const line = lines.find(({ department }) => department.id === department_id);
  return w.of(name, line?.title ?? w.gone);
}
