import { useText } from "../i18n";
import type { Message } from "../model/types";
import { Button } from "../parts/Button";
import { Dialog } from "../parts/Dialog";
import { useOverlay } from "../shell/overlayHistory";
import { copy } from "./clipboard";
import styles from "./TextDialog.module.css";

/** The words of a message alone, to select a part of them with the finger. */
export default function TextDialog({ message, onClose }: { message: Message; onClose: () => void }) {
  const t = useText();
  useOverlay(onClose);
  return (
    <Dialog
      actions={<Button onPress={() => void copy(message.text, t.talk.textCopied)}>{t.talk.copyText}</Button>}
      onClose={onClose}
      title={t.talk.selectText}
    >
      <p className={styles.text}>{message.text}</p>
    </Dialog>
  );
}
