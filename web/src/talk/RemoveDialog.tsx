import { useState } from "react";
import { useText } from "../i18n";
import type { Id, Message } from "../model/types";
import { Button } from "../parts/Button";
import { Dialog } from "../parts/Dialog";
import { toast } from "../parts/toasts";
import { actions } from "../state";
import styles from "./RemoveDialog.module.css";

interface RemoveDialogProps {
  room: Id;
  message: Message;
  onClose: () => void;
}

export default function RemoveDialog({ room, message, onClose }: RemoveDialogProps) {
  const t = useText();
  const [isBusy, setBusy] = useState(false);
  async function remove() {
    setBusy(true);
    try {
      await actions.removeMessage(room, message.id);
      onClose();
    } catch (error) {
      setBusy(false);
      toast.problem(error, t.talk.removeFailed);
    }
  }
  return (
    <Dialog
      actions={
        <>
          <Button onPress={onClose}>{t.talk.cancel}</Button>
          <Button autoFocus busy={isBusy} look="danger" onPress={remove}>
            {t.talk.remove}
          </Button>
        </>
      }
      onClose={onClose}
      size="narrow"
      title={t.talk.removeTitle}
    >
      <p>{t.talk.removeText}</p>
      {message.text !== "" && <blockquote className={styles.quote}>{message.text.slice(0, 200)}</blockquote>}
    </Dialog>
  );
}
