import { useCallback, useState } from "react";
import { useText } from "../i18n";
import { clockOf, isoDayOf, whenOf } from "../i18n/time";
import { useBilingual } from "../i18n/useBilingual";
import type { Id } from "../model/types";
import { Button } from "../parts/Button";
import { Dialog } from "../parts/Dialog";
import { FormProblem } from "../parts/Problem";
import { SkeletonRows } from "../parts/Skeleton";
import { TextField } from "../parts/TextField";
import { toast } from "../parts/toasts";
import { useAnswer } from "../shell/useAnswer";
import { useWork } from "../shell/useWork";
import { api } from "../state";
import { choicesOf, instantOf } from "./times";
import styles from "./Unread.module.css";
import { words } from "./words";

interface OwnReminderDialogProps {
  message: Id;
  onClose: () => void;
}

/** When to be told of a message again: one press for the usual times, or a day and a time of one's own. */
export default function OwnReminderDialog({ message, onClose }: OwnReminderDialogProps) {
  const t = useText();
  const w = useBilingual(words);
  const [now] = useState(Date.now);
  const [day, setDay] = useState(isoDayOf(now));
  const [time, setTime] = useState("");
  const [isUnfit, setUnfit] = useState(false);
  const { busy, problem, run } = useWork({ inline: true });
  const { value, phase } = useAnswer(
    useCallback((signal: AbortSignal) => api.reminderTimes(message, signal), [message]),
  );
  const remind = (at: number) =>
    run(async () => {
      await api.remindMe(message, at);
      toast.done(w.willTell(whenOf(at, Date.now(), t)));
      onClose();
    });
  const drop = () =>
    run(async () => {
      await api.dropReminder(message);
      toast.done(w.takenBack);
      onClose();
    });
  function submit() {
    const at = instantOf(day, time);
    const isFit = at !== null && at > Date.now();
    setUnfit(!isFit);
    if (isFit) void remind(at);
  }
  const dueAt = value?.due_at ?? null;
  return (
    <Dialog
      actions={
        <>
          {dueAt !== null && <Button onPress={() => void drop()}>{w.takeBack}</Button>}
          <Button busy={busy} isDisabled={day === "" || time === ""} look="primary" type="submit">
            {w.set}
          </Button>
        </>
      }
      lead={dueAt === null ? w.remindLead : w.isSet(whenOf(dueAt, now, t))}
      onClose={onClose}
      onSubmit={submit}
      size="narrow"
      title={w.remindMe}
    >
      {phase === "asking" && value === null ? (
        <SkeletonRows rows={4} />
      ) : (
        <ul className={styles.choices}>
          {choicesOf(now, value?.mornings ?? null).map(({ name, at }) => (
            <li key={name}>
              <Button isDisabled={busy} onPress={() => void remind(at)} wide>
                {`${w[name]}　${isoDayOf(at) === isoDayOf(now) ? clockOf(at) : whenOf(at, now, t)}`}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {phase === "failed" && <FormProblem text={w.notLoaded} />}
      <fieldset className={styles.own}>
        <legend className={styles.legend}>{w.own}</legend>
        <div className={styles.dayAndTime}>
          <TextField label={w.day} onChange={setDay} type="date" value={day} />
          <TextField
            error={isUnfit ? w.unfit : null}
            label={w.time}
            onChange={setTime}
            type="time"
            value={time}
          />
        </div>
      </fieldset>
      <FormProblem text={problem} />
    </Dialog>
  );
}
