import { PinIcon, QuestionIcon, SendIcon, StarIcon } from "../design/icons";
import type { Message } from "../model/types";
import type { MenuAction } from "../parts/Menu";
import { openDialog } from "../shell/dialogs";
import { type ConversationContext, mayMarkQuestion } from "./conversationContext";
import type { words } from "./markingWords";

type Words = (typeof words)["ja"];

/** To keep a message at hand: for everybody in the room, or for oneself; and to ask until it is solved. */
export function markingActions(conversation: ConversationContext, message: Message, w: Words): MenuAction[] {
  if (message.removed_at !== null) return [];
  const list: MenuAction[] = [];
  if (conversation.mayWrite) {
    list.push({
      id: "pin",
      label: message.pinned_at === null ? w.pin : w.unpin,
      icon: <PinIcon size={18} />,
      onAction: () => conversation.pin(message),
    });
  }
  list.push({
    id: "bookmark",
    label: w.bookmark,
    icon: <StarIcon size={18} />,
    onAction: () => conversation.bookmark(message),
  });
  if (conversation.mayCopy) {
    list.push({
      id: "forward",
      label: w.forward,
      icon: <SendIcon size={18} />,
      onAction: () => openDialog({ kind: "forward", message }),
    });
  }
  if (!mayMarkQuestion(conversation, message)) return list;
  const icon = <QuestionIcon size={18} />;
  const to = (question: Message["question"]) => () => conversation.markQuestion(message, question);
  if (message.question === null) list.push({ id: "ask-question", label: w.ask, icon, onAction: to("open") });
  if (message.question === "open") list.push({ id: "solve", label: w.solve, icon, onAction: to("solved") });
  if (message.question === "solved") list.push({ id: "reopen", label: w.reopen, icon, onAction: to("open") });
  if (message.question !== null)
    list.push({ id: "no-question", label: w.askNothing, icon, onAction: to(null) });
  return list;
}
