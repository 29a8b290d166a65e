import { AddReactionIcon, CopyIcon, QuoteIcon, ReplyIcon } from "../design/icons";
import { useText } from "../i18n";
import type { Message } from "../model/types";
import type { MenuAction } from "../parts/Menu";
import { Sheet, SheetActions } from "../shell/Sheet";
import styles from "./ActionSheet.module.css";
import { type ConversationContext, NEAREST } from "./conversationContext";
import { moreActions } from "./MessageActions";

interface ActionSheetProps {
  conversation: ConversationContext;
  message: Message;
  onClose: () => void;
}

/** After a long press: everything one can do with a message. */
export default function ActionSheet({ conversation, message, onClose }: ActionSheetProps) {
  const t = useText();
  const first: MenuAction[] = [];
  if (!conversation.isThread) {
    const onAction = () => conversation.openThread(message);
    first.push({ id: "reply", label: t.talk.reply, icon: <ReplyIcon />, onAction });
  }
  if (conversation.mayWrite && message.text !== "") {
    first.push({
      id: "quote",
      label: t.talk.quote,
      icon: <QuoteIcon />,
      onAction: () => conversation.quote(message),
    });
  }
  if (conversation.mayCopy && message.text !== "") {
    const onAction = () => conversation.selectText(message);
    first.push({ id: "select", label: t.talk.selectText, icon: <CopyIcon />, onAction });
  }
  if (message.reactions.length > 0) {
    const onAction = () => conversation.showReactions(message);
    first.push({ id: "reactions", label: t.talk.showReactions, icon: <AddReactionIcon />, onAction });
  }
  return (
    <Sheet label={t.talk.actions} onClose={onClose}>
      {conversation.mayReact && (
        <div className={styles.signs}>
          {NEAREST.map((emoji) => (
            <button
              aria-label={t.talk.react(emoji)}
              className={styles.sign}
              key={emoji}
              onClick={() => {
                onClose();
                conversation.react(message, emoji);
              }}
              type="button"
            >
              {emoji}
            </button>
          ))}
        </div>
      )}
      <SheetActions actions={[...first, ...moreActions(conversation, message, t)]} onClose={onClose} />
    </Sheet>
  );
}
