import { AddReactionIcon, CopyIcon, QuoteIcon, ReplyIcon } from "../design/icons";
import { useText } from "../i18n";
import type { Message } from "../model/types";
import type { MenuAction } from "../parts/Menu";
import { Sheet, SheetActions } from "../shell/Sheet";
import styles from "./ActionSheet.module.css";
import { type Desk, NEAREST } from "./desk";
import { moreActions } from "./MessageActions";

interface ActionSheetProps {
  desk: Desk;
  message: Message;
  onClose: () => void;
}

/** After a long press: everything one can do with a message. */
export default function ActionSheet({ desk, message, onClose }: ActionSheetProps) {
  const t = useText();
  const first: MenuAction[] = [];
  if (!desk.isThread) {
    const onAction = () => desk.openThread(message);
    first.push({ id: "reply", label: t.talk.reply, icon: <ReplyIcon />, onAction });
  }
  if (desk.mayWrite && message.text !== "") {
    first.push({
      id: "quote",
      label: t.talk.quote,
      icon: <QuoteIcon />,
      onAction: () => desk.quote(message),
    });
  }
  if (desk.mayCopy && message.text !== "") {
    const onAction = () => desk.selectText(message);
    first.push({ id: "select", label: t.talk.selectText, icon: <CopyIcon />, onAction });
  }
  if (message.reactions.length > 0) {
    const onAction = () => desk.showReactions(message);
    first.push({ id: "reactions", label: t.talk.showReactions, icon: <AddReactionIcon />, onAction });
  }
  return (
    <Sheet label={t.talk.actions} onClose={onClose}>
      {desk.mayWrite && (
        <div className={styles.signs}>
          {NEAREST.map((emoji) => (
            <button
              aria-label={t.talk.react(emoji)}
              className={styles.sign}
              key={emoji}
              onClick={() => {
                onClose();
                desk.react(message, emoji);
              }}
              type="button"
            >
              {emoji}
            </button>
          ))}
        </div>
      )}
      <SheetActions actions={[...first, ...moreActions(desk, message, t)]} onClose={onClose} />
    </Sheet>
  );
}
