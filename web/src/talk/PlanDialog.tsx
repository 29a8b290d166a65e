import { useCallback, useState } from "react";
import type { PlannedMessage } from "../api/generated";
import { currentLanguage, useText } from "../i18n";
import { clockOf, isoDayOf, whenOf } from "../i18n/time";
import { useBilingual } from "../i18n/useBilingual";
import { EMPTY_DRAFT, isEmpty, readyToSend } from "../model/draft";
import type { Id, RoomCard } from "../model/types";
import { ask } from "../net/http";
import { Button } from "../parts/Button";
import { cx } from "../parts/cx";
import { Dialog } from "../parts/Dialog";
import { FormProblem } from "../parts/Problem";
import { TextField } from "../parts/TextField";
import { toast } from "../parts/toasts";
import { useAnswer } from "../shell/useAnswer";
import { useWork } from "../shell/useWork";
import { useMe } from "../state";
import { choicesOf, instantOf } from "../unread/times";
import { words as times } from "../unread/words";
import styles from "./PlanDialog.module.css";
import { dropPlanned, fetchPlanned, usePlanned } from "./planned";
import { words } from "./sendWords";
import type { Composing } from "./useComposer";

interface PlanDialogProps {
  room: RoomCard;
  root: Id | null;
  composing: Composing;
  /** Asked instead of sending at night: one may send all the same. */
  onSendNow?: () => void;
  onClose: () => void;
}

/** When to send what stands in the field; and what waits for its time already. */
export default function PlanDialog({ room, root, composing, onSendNow, onClose }: PlanDialogProps) {
  const t = useText();
  const w = useBilingual(words);
  const u = useBilingual(times);
  const [now] = useState(Date.now);
  const [key] = useState(() => crypto.randomUUID());
  const [day, setDay] = useState(isoDayOf(now));
  const [time, setTime] = useState("");
  const [isUnfit, setUnfit] = useState(false);
  const { busy, problem, run } = useWork({ inline: true });
  const { value, phase } = useAnswer(useCallback((signal: AbortSignal) => fetchPlanned(signal), []));
  const { draft } = composing;
  const hindered = isEmpty(draft) ? w.empty : draft.files.length > 0 || draft.confirmation ? w.noFiles : null;

  const plan = (at: number) =>
    run(async () => {
      const body = {
        client_key: key,
        ...readyToSend(draft),
        at,
        ...(root === null ? {} : { root_id: root }),
      };
      await ask<PlannedMessage>("POST", `/api/rooms/${encodeURIComponent(room.id)}/planned-messages`, {
        body,
      });
      composing.replace(EMPTY_DRAFT);
      toast.done(w.planned(whenOf(at, Date.now(), t)));
      await fetchPlanned().catch(() => undefined);
      onClose();
    });
  function submit() {
    const at = instantOf(day, time);
    const isFit = at !== null && at > Date.now();
    setUnfit(!isFit);
    if (isFit) void plan(at);
  }
  const choices = choicesOf(now, value?.mornings ?? null).filter(({ name }) => name !== "in20");
  const offered = onSendNow
    ? choices.filter(({ name }) => name === "workingDay" || name === "tomorrow")
    : choices;
  return (
    <Dialog
      actions={
        <>
          {onSendNow && <Button onPress={onSendNow}>{w.now}</Button>}
          <Button
            busy={busy}
            isDisabled={hindered !== null || day === "" || time === ""}
            look="primary"
            type="submit"
          >
            {w.set}
          </Button>
        </>
      }
      lead={onSendNow ? w.nightLead : w.laterLead}
      onClose={onClose}
      onSubmit={submit}
      size="narrow"
      title={onSendNow ? w.nightTitle : w.later}
    >
      {hindered !== null && <p>{hindered}</p>}
      {hindered === null && (
        <>
          <ul className={styles.choices}>
            {offered.map(({ name, at }) => (
              <li key={name}>
                <Button isDisabled={busy} onPress={() => void plan(at)} wide>
                  {`${u[name]}　${isoDayOf(at) === isoDayOf(now) ? clockOf(at) : whenOf(at, now, t)}`}
                </Button>
              </li>
            ))}
          </ul>
          <div className={styles.own}>
            <TextField label={u.day} onChange={setDay} type="date" value={day} />
            <TextField
              error={isUnfit ? u.unfit : null}
              label={u.time}
              onChange={setTime}
              type="time"
              value={time}
            />
          </div>
        </>
      )}
      {phase === "failed" && <FormProblem text={w.failed} />}
      <FormProblem text={problem} />
      <Waiting composing={composing} now={now} onClose={onClose} room={room.id} root={root} />
    </Dialog>
  );
}

interface WaitingProps {
  room: Id;
  root: Id | null;
  composing: Composing;
  now: number;
  onClose: () => void;
}

function Waiting({ room, root, composing, now, onClose }: WaitingProps) {
  const t = useText();
  const w = useBilingual(words);
  const { person } = useMe();
  const { busy, run } = useWork();
  const planned = usePlanned(person.id, room, root);
  if (planned.length === 0) return null;

  /** Back into the field, before what stands there. */
  const takeBack = (one: PlannedMessage) =>
    run(async () => {
      await dropPlanned(one.id);
      const { draft } = composing;
      const lead = draft.text === "" ? one.text : `${one.text}\n`;
      const moved = draft.mentions.map((mention) => ({ ...mention, start: mention.start + lead.length }));
      composing.replace({ ...draft, text: lead + draft.text, mentions: [...one.mentions, ...moved] });
      toast.done(w.takenBack);
      onClose();
    });
  return (
    <>
      <h3 className={styles.head}>{w.list}</h3>
      <ul className={styles.planned}>
        {planned.map((one) => (
          <li key={one.id}>
            <span className={styles.text}>{one.text}</span>
            <p className={cx(styles.when, one.refusal !== null && styles.refused)}>
              {one.refusal === null
                ? w.at(whenOf(one.due_at, now, t))
                : w.notSent(one.refusal[currentLanguage()])}
            </p>
            <Button isDisabled={busy} onPress={() => void takeBack(one)} small>
              {w.takeBack}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}
