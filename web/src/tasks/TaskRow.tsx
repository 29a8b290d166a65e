import { useState } from "react";
import type { TaskView } from "../api/generated";
import { CheckIcon } from "../design/icons";
import { useText } from "../i18n";
import { dayHeadingOf, isoDayOf, whenOf } from "../i18n/time";
import { Button } from "../parts/Button";
import { cx } from "../parts/cx";
import { FormDialog } from "../parts/FormDialog";
import { TextField } from "../parts/TextField";
import { toast } from "../parts/toasts";
import { Link } from "../shell/Link";
import { roomPath } from "../shell/route";
import { useNow } from "../shell/useNow";
import { useWork } from "../shell/useWork";
import { officeTasks } from "./api";
import styles from "./Tasks.module.css";
import { useWords } from "./words";

interface TaskRowProps {
  task: TaskView;
  onChange: () => void;
  onEdit: () => void;
}

/** One task: what, by when, who, and one touch to finish it. */
export function TaskRow({ task, onChange, onEdit }: TaskRowProps) {
  const t = useText();
  const w = useWords();
  const now = useNow();
  const work = useWork();
  const [isNoting, setNoting] = useState(false);
  const isOpen = task.done_at === null && task.dropped_at === null;
  const isLate = isOpen && task.due_on !== null && task.due_on < isoDayOf(now);
  const day = task.due_on === null ? null : dayHeadingOf(Date.parse(`${task.due_on}T00:00:00+09:00`), now, t);
  const act = async (doing: () => Promise<unknown>, said: string) => {
    if (!(await work.run(doing))) return;
    toast.done(said);
    onChange();
  };
  return (
    <li className={styles.row}>
      <div className={styles.words}>
        <p className={styles.title}>{task.title}</p>
        <p className={styles.line}>
          {day !== null && (
            <span className={cx(isLate && styles.late)}>{isLate ? w.overdue(day) : w.by(day)}</span>
          )}
          {task.repeat !== "none" && <span>　{w.repeats[task.repeat]}</span>}
          <span>　{task.doers.map(({ name }) => name).join(w.between)}</span>
          {!task.doers.some(({ id }) => id === task.owner.id) && <span>　{w.givenBy(task.owner.name)}</span>}
        </p>
        {task.note && <p className={styles.note}>{task.note}</p>}
        {task.room_id !== null && (
          <p className={styles.line}>
            <Link to={roomPath(task.room_id, task.message_id === null ? {} : { messageId: task.message_id })}>
              {task.message_id === null ? w.toRoom : w.toMessage}
            </Link>
          </p>
        )}
        {task.done_at !== null && (
          <p className={styles.line}>
            {w.doneBy(task.done_by, whenOf(task.done_at, now, t))}
            {task.done_note && `　${task.done_note}`}
          </p>
        )}
        {task.dropped_at !== null && <p className={styles.line}>{w.dropped}</p>}
      </div>
      {task.may_change && (
        <div className={styles.acts}>
          {isOpen && (
            <>
              <Button
                busy={work.busy}
                icon={<CheckIcon size={18} />}
                onPress={() => act(() => officeTasks.finish(task.id, ""), w.finished)}
                small
              >
                {w.finish}
              </Button>
              <Button look="quiet" onPress={() => setNoting(true)} small>
                {w.finishWithNote}
              </Button>
              <Button look="quiet" onPress={onEdit} small>
                {w.change}
              </Button>
            </>
          )}
          {!isOpen && (
            <Button
              busy={work.busy}
              look="quiet"
              onPress={() => act(() => officeTasks.reopen(task.id), w.reopened)}
              small
            >
              {w.reopen}
            </Button>
          )}
        </div>
      )}
      {isNoting && (
        <Noting
          onClose={() => setNoting(false)}
          onDone={() => {
            setNoting(false);
            onChange();
          }}
          task={task}
        />
      )}
    </li>
  );
}

function Noting({ task, onClose, onDone }: { task: TaskView; onClose: () => void; onDone: () => void }) {
  const w = useWords();
  const [note, setNote] = useState("");
  const { busy, problem, run } = useWork({ inline: true });
  const finish = async () => {
    if (!(await run(() => officeTasks.finish(task.id, note)))) return;
    toast.done(w.finished);
    onDone();
  };
  return (
    <FormDialog
      busy={busy}
      onClose={onClose}
      onSubmit={finish}
      problem={problem}
      title={task.title}
      verb={w.finish}
    >
      <TextField autoFocus label={w.doneNote} lines={3} maxLength={2000} onChange={setNote} value={note} />
    </FormDialog>
  );
}
