import { useId, useState } from "react";
import { useText } from "../i18n";
import { isoDayOf } from "../i18n/time";
import type { RoomCard } from "../model/types";
import { Button } from "../parts/Button";
import { Dialog } from "../parts/Dialog";
import { sentenceOf } from "../parts/toasts";
import styles from "./DateDialog.module.css";

interface DateDialogProps {
  room: RoomCard;
  onGo: (day: string) => Promise<void>;
  onClose: () => void;
}

/** To the first message of a day, or the first after it. */
export default function DateDialog({ room, onGo, onClose }: DateDialogProps) {
  const t = useText();
  const id = useId();
  const today = isoDayOf(Date.now());
  const [day, setDay] = useState(today);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  async function go() {
    setBusy(true);
    setFailure(null);
    try {
      await onGo(day);
      onClose();
    } catch (error) {
      setFailure(sentenceOf(error, t.talk.dateFailed));
      setBusy(false);
    }
  }
  return (
    <Dialog
      actions={
        <>
          <Button onPress={onClose}>{t.talk.cancel}</Button>
          <Button busy={isBusy} isDisabled={day === ""} look="primary" type="submit">
            {t.talk.go}
          </Button>
        </>
      }
      onClose={onClose}
      onSubmit={go}
      size="narrow"
      title={t.talk.toDate}
    >
      <label className={styles.label} htmlFor={id}>
        {t.talk.dateLabel}
      </label>
      <input
        aria-describedby={failure === null ? undefined : `${id}-failure`}
        aria-invalid={failure !== null}
        className={styles.input}
        id={id}
        max={today}
        min={isoDayOf(room.created_at)}
        onChange={(event) => setDay(event.target.value)}
        type="date"
        value={day}
      />
      {failure !== null && (
        <p className={styles.failure} id={`${id}-failure`} role="alert">
          {failure}
        </p>
      )}
    </Dialog>
  );
}
