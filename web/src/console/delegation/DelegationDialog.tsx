import { useState } from "react";
import type { Account } from "../../api/generated";
import { CloseIcon, PlusIcon } from "../../design/icons";
import { useBilingual } from "../../i18n/useBilingual";
import type { Delegated, Task } from "../../model/tasks";
import type { Id } from "../../model/types";
import { Button } from "../../parts/Button";
import { Switch } from "../../parts/Choices";
import { FormDialog } from "../../parts/FormDialog";
import { IconButton } from "../../parts/IconButton";
import { Select } from "../../parts/Select";
import { toast } from "../../parts/toasts";
import { useWork } from "../../shell/useWork";
import { administration } from "../api";
import type { Line } from "../tree";
import { choicesOf } from "../useTree";
import { useWords } from "../words";
import styles from "./DelegationDialog.module.css";
import { TASKS } from "./tasks";
import { words } from "./words";

const WHOLE = "whole";

/** For each task how far it was given: nothing, the whole body, or some departments. */
type Ranges = Readonly<Partial<Record<Task, readonly string[]>>>;

interface DelegationDialogProps {
  account: Account;
  lines: readonly Line[];
  onSaved: (account: Account) => void;
  onClose: () => void;
}

/** Which parts of the administration somebody does, and how far. */
export function DelegationDialog({ account, lines, onSaved, onClose }: DelegationDialogProps) {
  const c = useWords();
  const w = useBilingual(words);
  const [ranges, setRanges] = useState<Ranges>(() => rangesOf(account.tasks));
  const work = useWork({ inline: true });
  const save = () =>
    work.run(async () => {
      onSaved(await administration.delegate(account.id, { tasks: tasksOf(ranges) }, account.revision));
      toast.done(c.saved);
    });
  return (
    <FormDialog
      busy={work.busy}
      holds
      lead={w.lead}
      onClose={onClose}
      onSubmit={save}
      problem={work.problem}
      title={w.title(account.name)}
      verb={w.save}
    >
      <ul className={styles.tasks}>
        {TASKS.map(({ task, limited }) => (
          <li className={styles.task} key={task}>
            <Switch
              label={w.tasks[task].name}
              note={w.tasks[task].note}
              on={ranges[task] !== undefined}
              onChange={(on) => setRanges((before) => withRange(before, task, on ? [WHOLE] : undefined))}
            />
            {limited && ranges[task] && (
              <Range
                lines={lines}
                onChange={(range) => setRanges((before) => withRange(before, task, range))}
                range={ranges[task]}
                task={task}
              />
            )}
          </li>
        ))}
      </ul>
    </FormDialog>
  );
}

interface RangeProps {
  task: Task;
  range: readonly string[];
  lines: readonly Line[];
  onChange: (range: readonly string[]) => void;
}

function Range({ task, range, lines, onChange }: RangeProps) {
  const w = useBilingual(words);
  const departments = choicesOf(lines.filter(({ department }) => department.closed_at === null));
  const free = departments.filter(({ id }) => !range.includes(id));
  const first = free[0];
  const choices = range.length > 1 ? departments : [{ id: WHOLE, label: w.whole }, ...departments];
  return (
    <div className={styles.range}>
      {range.map((chosen, place) => (
        <div className={styles.one} key={chosen}>
          <Select
            choices={choices.filter(({ id }) => id === chosen || !range.includes(id))}
            hideLabel
            label={w.anotherRange(w.tasks[task].name)}
            onChange={(id) => onChange(range.map((each, at) => (at === place ? id : each)))}
            value={chosen}
          />
          {range.length > 1 && (
            <IconButton
              label={w.remove(departments.find(({ id }) => id === chosen)?.label.trim() ?? w.gone)}
              onPress={() => onChange(range.filter((each) => each !== chosen))}
            >
              <CloseIcon size={18} />
            </IconButton>
          )}
        </div>
      ))}
      {!range.includes(WHOLE) && first && (
        <div>
          <Button
            icon={<PlusIcon size={18} />}
            look="quiet"
            onPress={() => onChange([...range, first.id])}
            small
          >
            {w.add}
          </Button>
        </div>
      )}
    </div>
  );
}

function withRange(before: Ranges, task: Task, range: readonly string[] | undefined): Ranges {
  const { [task]: _dropped, ...others } = before;
  return range === undefined ? others : { ...others, [task]: range };
}

function rangesOf(tasks: readonly Delegated[]): Ranges {
  let ranges: Ranges = {};
  for (const { task, department_id } of tasks)
    ranges = { ...ranges, [task]: [...(ranges[task] ?? []), department_id ?? WHOLE] };
  return ranges;
}

function tasksOf(ranges: Ranges): Delegated[] {
  const where = (id: string): Id | null => (id === WHOLE ? null : id);
  return TASKS.flatMap(({ task }) => (ranges[task] ?? []).map((id) => ({ task, department_id: where(id) })));
}
