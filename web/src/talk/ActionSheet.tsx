import { Dialog } from "react-aria-components/Dialog";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { QuoteIcon, ReplyIcon } from "../design/icons";
import { useText } from "../i18n";
import type { Message } from "../model/types";
import { cx } from "../parts/cx";
import type { MenuAction } from "../parts/Menu";
import styles from "./ActionSheet.module.css";
import { type Desk, NEAREST } from "./desk";
import { moreActions } from "./MessageActions";

interface ActionSheetProps {
  desk: Desk;
  message: Message;
  onClose: () => void;
}

/** After a long press: everything one can do with a message, in reach of the thumb. */
export default function ActionSheet({ desk, message, onClose }: ActionSheetProps) {
  const t = useText();
  const first: MenuAction[] = [];
  if (!desk.isThread) {
    first.push({
      id: "reply",
      label: t.talk.reply,
      icon: <ReplyIcon />,
      onAction: () => desk.openThread(message),
    });
  }
  if (desk.mayWrite && message.text !== "") {
    first.push({
      id: "quote",
      label: t.talk.quote,
      icon: <QuoteIcon />,
      onAction: () => desk.quote(message),
    });
  }
  const run = (action: () => void) => () => {
    onClose();
    action();
  };
  return (
    <ModalOverlay className={cx(styles.veil)} isDismissable isOpen onOpenChange={(open) => open || onClose()}>
      <Modal className={cx(styles.modal)}>
        <Dialog aria-label={t.talk.actions} className={cx(styles.sheet)}>
          {desk.mayWrite && (
            <div className={styles.signs}>
              {NEAREST.map((emoji) => (
                <button
                  aria-label={t.talk.react(emoji)}
                  className={styles.sign}
                  key={emoji}
                  onClick={run(() => desk.react(message, emoji))}
                  type="button"
                >
                  {emoji}
                </button>
              ))}
            </div>
          )}
          <ul>
            {[...first, ...moreActions(desk, message, t)].map((action) => (
              <li key={action.id}>
                <button
                  className={cx(styles.action, action.danger && styles.danger)}
                  onClick={run(action.onAction)}
                  type="button"
                >
                  {action.icon}
                  {action.label}
                </button>
              </li>
            ))}
          </ul>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
