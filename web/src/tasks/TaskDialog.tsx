import { useEffect, useState } from "react";
import type { TaskView } from "../api/generated";
import type { Id, Person } from "../model/types";
import { Button } from "../parts/Button";
import { DayField } from "../parts/DayField";
import { FormDialog } from "../parts/FormDialog";
import { Select } from "../parts/Select";
import { TextField } from "../parts/TextField";
import { toast } from "../parts/toasts";
import { PeoplePicker } from "../people/PeoplePicker";
import { useWork } from "../shell/useWork";
import { api, useMe } from "../state";
import { officeTasks } from "./api";
import { useWords } from "./words";

interface TaskDialogProps {
  /** Null: a new one. */
  task: TaskView | null;
  /** What a new one begins with. */
  first?: { title: string; roomId: Id; messageId: Id | null };
  onDone: () => void;
  onClose: () => void;
}

type Repeat = TaskView["repeat"];
const REPEATS: readonly Repeat[] = ["none", "workdays", "weekly", "monthly", "yearly"];

/** A task being made, or changed. */
export function TaskDialog({ task, first, onDone, onClose }: TaskDialogProps) {
  const w = useWords();
  const { person } = useMe();
  const [title, setTitle] = useState(task?.title ?? first?.title ?? "");
  const [note, setNote] = useState(task?.note ?? "");
  const [due, setDue] = useState(task?.due_on ?? "");
  const [repeat, setRepeat] = useState<Repeat>(task?.repeat ?? "none");
  const [others, setOthers] = useDoers(task);
  const [isMine, setMine] = useState(task === null || task.is_mine);
  const [key] = useState(() => crypto.randomUUID());
  const { busy, problem, run } = useWork({ inline: true });
  const doers = [...(isMine ? [person.id] : []), ...others.map(({ id }) => id)];
  const about = { title, note, doer_ids: doers, due_on: due === "" ? null : due, repeat };
  const save = async () => {
    const place = { room_id: first?.roomId ?? null, message_id: first?.messageId ?? null };
    const work = () =>
      task === null
        ? officeTasks.make({ ...about, ...place, client_key: key })
        : officeTasks.change(task.id, { ...about, revision: task.revision });
    if (!(await run(work))) return;
    toast.done(task === null ? w.made : w.changed);
    onDone();
  };
  const drop = async () => {
    if (task === null || !(await run(() => officeTasks.drop(task.id)))) return;
    toast.done(w.droppedToast);
    onDone();
  };
  return (
    <FormDialog
      busy={busy}
      holds
      isDisabled={title.trim() === "" || doers.length === 0}
      onClose={onClose}
      onSubmit={save}
      problem={problem}
      size="wide"
      title={task === null ? w.make : w.change}
      verb={task === null ? w.make : w.save}
    >
      <TextField autoFocus label={w.what} maxLength={120} onChange={setTitle} value={title} />
      <DayField hint={w.dueHint} label={w.due} onChange={setDue} value={due} />
      <Select
        choices={REPEATS.map((id) => ({ id, label: w.repeats[id] }))}
        label={w.repeat}
        onChange={setRepeat}
        value={repeat}
      />
      <TextField label={w.note} lines={3} markOptional maxLength={2000} onChange={setNote} value={note} />
      <div>
        <Button look={isMine ? "primary" : "plain"} onPress={() => setMine(!isMine)} small>
          {isMine ? w.iDoIt : w.letMeDoIt}
        </Button>
      </div>
      <PeoplePicker chosen={others} onChange={setOthers} />
      {task !== null && task.owner.id === person.id && (
        <div>
          <Button busy={busy} look="quiet" onPress={drop} small>
            {w.drop}
          </Button>
        </div>
      )}
    </FormDialog>
  );
}

/** Who does it besides oneself, as the picker wants them. */
function useDoers(task: TaskView | null) {
  const { person } = useMe();
  const [others, setOthers] = useState<readonly Person[]>([]);
  const ids = task?.doers.map(({ id }) => id).filter((id) => id !== person.id);
  const wanted = ids?.join(",") ?? "";
  useEffect(() => {
    if (wanted === "") return;
    api.people({ ids: wanted.split(",") }).then(
      ({ people }) => setOthers(people),
      () => null,
    );
  }, [wanted]);
  return [others, setOthers] as const;
}
