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
  const [isNoting, setNoting] = useState(false);
  const noted = () => {
    setNoting(false);
    onChange();
  };
  return (
    <li className={styles.row}>
      <About task={task} />
      {task.may_change && (
        <TaskActs onChange={onChange} onEdit={onEdit} onNote={() => setNoting(true)} task={task} />
      )}
      {isNoting && <Noting onClose={() => setNoting(false)} onDone={noted} task={task} />}
    </li>
  );
}

const isOpenTask = (task: TaskView) => task.done_at === null && task.dropped_at === null;

function About({ task }: { task: TaskView }) {
  const t = useText();
  const w = useWords();
  const now = useNow();
  return (
    <div className={styles.words}>
      <p className={styles.title}>{task.title}</p>
      <p className={styles.line}>
        <Due task={task} />
        {task.repeat !== "none" && <span>　{w.repeats[task.repeat]}</span>}
        <span>　{task.doers.map(({ name }) => name).join(w.between)}</span>
        {!task.doers.some(({ id }) => id === task.owner.id) && <span>　{w.givenBy(task.owner.name)}</span>}
      </p>
      {task.note && <p className={styles.note}>{task.note}</p>}
      <Place task={task} />
      {task.done_at !== null && (
        <p className={styles.line}>
          {w.doneBy(task.done_by, whenOf(task.done_at, now, t))}
          {task.done_note && `　${task.done_note}`}
        </p>
      )}
      {task.dropped_at !== null && <p className={styles.line}>{w.dropped}</p>}
    </div>
  );
}

function Due({ task }: { task: TaskView }) {
  const t = useText();
  const w = useWords();
  const now = useNow();
  if (task.due_on === null) return null;
  const day = dayHeadingOf(Date.parse(`${task.due_on}T00:00:00+09:00`), now, t);
  const isLate = isOpenTask(task) && task.due_on < isoDayOf(now);
  return <span className={cx(isLate && styles.late)}>{isLate ? w.overdue(day) : w.by(day)}</span>;
}

function Place({ task }: { task: TaskView }) {
  const w = useWords();
  if (task.room_id === null) return null;
  const path = roomPath(task.room_id, task.message_id === null ? {} : { messageId: task.message_id });
  return (
    <p className={styles.line}>
      <Link to={path}>{task.message_id === null ? w.toRoom : w.toMessage}</Link>
    </p>
  );
}

function TaskActs({ task, onChange, onEdit, onNote }: TaskRowProps & { onNote: () => void }) {
  const w = useWords();
  const work = useWork();
  const act = async (doing: () => Promise<unknown>, said: string) => {
    if (!(await work.run(doing))) return;
    toast.done(said);
    onChange();
  };
  if (!isOpenTask(task)) {
    return (
      <div className={styles.acts}>
        <Button
          busy={work.busy}
          look="quiet"
          onPress={() => act(() => officeTasks.reopen(task.id), w.reopened)}
          small
        >
          {w.reopen}
        </Button>
      </div>
    );
  }
  return (
    <div className={styles.acts}>
      <Button
        busy={work.busy}
        icon={<CheckIcon size={18} />}
        onPress={() => act(() => officeTasks.finish(task.id, ""), w.finished)}
        small
      >
        {w.finish}
      </Button>
      <Button look="quiet" onPress={onNote} small>
        {w.finishWithNote}
      </Button>
      <Button look="quiet" onPress={onEdit} small>
        {w.change}
      </Button>
    </div>
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
