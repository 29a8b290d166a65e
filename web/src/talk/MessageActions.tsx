import {
  AddReactionIcon,
  ClockIcon,
  ConfirmIcon,
  CopyIcon,
  DoneIcon,
  EditIcon,
  LinkIcon,
  QuoteIcon,
  ReadersIcon,
  ReplyIcon,
  TaskIcon,
  TransferIcon,
  TrashIcon,
  UnreadIcon,
  WarningIcon,
} from "../design/icons";
import { currentLanguage, type Text, useText } from "../i18n";
import type { Message } from "../model/types";
import { IconButton } from "../parts/IconButton";
import { type MenuAction, MenuButton } from "../parts/Menu";
import {
  type ConversationContext,
  mayAskConfirmation,
  mayEdit,
  mayMarkUnread,
  mayRemove,
  overseesConfirmations,
  useConversation,
} from "./conversationContext";
import styles from "./MessageActions.module.css";
import { markingActions } from "./markingActions";
import { words } from "./markingWords";
import { ReactionButton } from "./Reactions";

interface MessageActionsProps {
  message: Message;
  /** Something opened from here is open: stay, also when the pointer leaves the row. */
  onHold: (held: boolean) => void;
}

/** What one does with a message, over its upper right corner while it is pointed at or focused. */
export function MessageActions({ message, onHold }: MessageActionsProps) {
  const t = useText();
  const conversation = useConversation();
  return (
    <div aria-label={t.talk.actions} className={styles.bar} role="toolbar">
      {conversation.mayReact && (
        <>
          <IconButton label={t.talk.react("👍")} onPress={() => conversation.react(message, "👍")} small>
            <span className={styles.emoji}>👍</span>
          </IconButton>
          <ReactionButton message={message} onOpenChange={onHold} small>
            <AddReactionIcon size={18} />
          </ReactionButton>
        </>
      )}
      {!conversation.isThread && (
        <IconButton keys="R" label={t.talk.reply} onPress={() => conversation.openThread(message)} small>
          <ReplyIcon size={18} />
        </IconButton>
      )}
      {conversation.mayWrite && message.text !== "" && (
        <IconButton keys="Q" label={t.talk.quote} onPress={() => conversation.quote(message)} small>
          <QuoteIcon size={18} />
        </IconButton>
      )}
      <MenuButton
        actions={moreActions(conversation, message, t)}
        label={t.talk.moreActions}
        onOpenChange={onHold}
        placement="bottom end"
        small
      />
    </div>
  );
}

function confirmationActions(conversation: ConversationContext, message: Message, t: Text): MenuAction[] {
  const icon = <ConfirmIcon size={18} />;
  const { askConfirmation } = conversation;
  if (askConfirmation && mayAskConfirmation(conversation, message)) {
    return [{ id: "ask", label: t.talk.askConfirmation, icon, onAction: () => askConfirmation(message) }];
  }
  if (message.confirmation === null || !overseesConfirmations(conversation, message)) return [];
  const onAction = () => conversation.openConfirmations(message);
  return [{ id: "confirmations", label: t.talk.showConfirmations, icon, onAction }];
}

/** In a room of an alliance: a question is solved, a message is shown to the moderators. */
function allianceActions({ settle, report, me, room }: ConversationContext, message: Message, t: Text) {
  const list: MenuAction[] = [];
  if (message.removed_at !== null) return list;
  const isReply = message.root_id !== null;
  const isMine = message.author_id === me || room.mine?.role === "master";
  if (settle && (isReply || isMine)) {
    list.push({
      id: "settle",
      label: isReply ? t.talk.settleByThis : t.talk.settle,
      icon: <DoneIcon size={18} />,
      onAction: () => settle(message),
    });
  }
  if (report && message.author_id !== me) {
    list.push({
      id: "report",
      label: t.talk.report,
      icon: <WarningIcon size={18} />,
      onAction: () => report(message),
    });
  }
  return list;
}

/** Everything else, also for the sheet on a phone. */
export function moreActions(conversation: ConversationContext, message: Message, t: Text): MenuAction[] {
  const list: MenuAction[] = [];
  if (conversation.mayCopy && message.text !== "") {
    list.push({
      id: "copy",
      label: t.talk.copyText,
      icon: <CopyIcon size={18} />,
      onAction: () => conversation.copyText(message),
    });
  }
  list.push({
    id: "link",
    label: t.talk.copyLink,
    icon: <LinkIcon size={18} />,
    keys: "L",
    onAction: () => conversation.copyLink(message),
  });
  list.push({
    id: "readers",
    label: t.talk.showReaders,
    icon: <ReadersIcon size={18} />,
    keys: "I",
    onAction: () => conversation.openReaders(message),
  });
  list.push(...confirmationActions(conversation, message, t));
  if (mayMarkUnread(conversation, message)) {
    list.push({
      id: "unread",
      label: t.talk.markUnread,
      icon: <UnreadIcon size={18} />,
      keys: "U",
      onAction: () => conversation.markUnread(message),
    });
  }
  if (message.removed_at === null) {
    list.push({
      id: "own-reminder",
      label: t.talk.remindMe,
      icon: <ClockIcon size={18} />,
      keys: "T",
      onAction: () => conversation.remindMe(message),
    });
  }
  if (message.removed_at === null) {
    list.push({
      id: "task",
      label: t.talk.makeTask,
      icon: <TaskIcon size={18} />,
      onAction: () => conversation.makeTask(message),
    });
  }
  list.push(...allianceActions(conversation, message, t));
  list.push(...markingActions(conversation, message, currentLanguage() === "ja" ? words.ja : words.en));
  const { putInChronology } = conversation;
  if (putInChronology && message.removed_at === null) {
    list.push({
      id: "chronology",
      label: t.talk.putInChronology,
      icon: <WarningIcon size={18} />,
      onAction: () => putInChronology(message),
    });
  }
  const { handOver } = conversation;
  if (handOver && message.removed_at === null) {
    list.push({
      id: "handover",
      label: t.talk.handOver,
      icon: <TransferIcon size={18} />,
      onAction: () => handOver(message),
    });
  }
  if (mayEdit(conversation, message)) {
    list.push({
      id: "edit",
      label: t.talk.edit,
      icon: <EditIcon size={18} />,
      keys: "E",
      apart: true,
      onAction: () => conversation.edit(message),
    });
  }
  if (mayRemove(conversation, message)) {
    list.push({
      id: "remove",
      label: t.talk.remove,
      icon: <TrashIcon size={18} />,
      keys: "Delete",
      danger: true,
      onAction: () => conversation.askToRemove(message),
    });
  }
  return list;
}
