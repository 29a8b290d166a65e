/** What can be done with the messages of one conversation; the rows get it without knowing who does it. */
import { createContext, useContext } from "react";
import type { Id, Message, RoomCard } from "../model/types";

export interface ConversationContext {
  readonly room: RoomCard;
  readonly me: Id;
  /** A thread's replies have no threads of their own. */
  readonly isThread: boolean;
  readonly mayWrite: boolean;
  readonly mayReact: boolean;
  readonly mayCopy: boolean;
  /** The message that is being edited below. */
  readonly editing: Id | null;
  openThread(message: Message): void;
  openReaders(message: Message): void;
  openConfirmations(message: Message): void;
  /** Of the staff's own messages. */
  readonly askConfirmation: ((message: Message) => void) | null;
  quote(message: Message): void;
  edit(message: Message): void;
  askToRemove(message: Message): void;
  react(message: Message, emoji: string): void;
  copyText(message: Message): void;
  copyLink(message: Message): void;
  /** From it on, all is unread again. */
  markUnread(message: Message): void;
  /** Be told of it again, at a time of one's own. */
  remindMe(message: Message): void;
  makeTask(message: Message): void;
  /** To the moderators of the alliance whose room it is. */
  readonly report: ((message: Message) => void) | null;
  /** A question is solved: by a reply of its thread, or by none of them. Null where nothing is asked, or not mine to say. */
  readonly settle: ((message: Message) => void) | null;
  pin(message: Message): void;
  bookmark(message: Message): void;
  markQuestion(message: Message, question: Message["question"]): void;
  /** For those who write in the chronology of an incident that goes on. */
  readonly putInChronology: ((message: Message) => void) | null;
  /** For the successor; not for guests, who hold no posts. */
  readonly handOver: ((message: Message) => void) | null;
  openPerson(member: Id): void;
  /** Who reacted, and the words alone: where nothing can be pointed at. */
  showReactions(message: Message): void;
  selectText(message: Message): void;
}

/** In a room for announcements its masters write, and the others reply or read. */
export function mayWriteIn(room: RoomCard, isThread: boolean): boolean {
  if (room.mine?.role === "master" || room.writers === "all") return true;
  return isThread && room.writers === "replies";
}

const Context = createContext<ConversationContext | null>(null);

export const ConversationProvider = Context.Provider;

export function useConversation(): ConversationContext {
  const conversation = useContext(Context);
  if (conversation === null) throw new Error("a message stands outside a conversation");
  return conversation;
}

/** The words of a stamp are what it is. */
export function mayEdit(conversation: ConversationContext, message: Message): boolean {
  if (message.stamp !== null) return false;
  return conversation.mayWrite && message.author_id === conversation.me && message.removed_at === null;
}

/** In a thread its replies alone: its first message stands in the room. */
export function mayMarkUnread({ isThread }: ConversationContext, message: Message): boolean {
  return !isThread || message.root_id !== null;
}

/** Whoever asked, and masters of the room. */
export function mayMarkQuestion(conversation: ConversationContext, message: Message): boolean {
  const { style } = conversation.room;
  return style !== "questions" && message.root_id === null && mayRemove(conversation, message);
}

export function mayRemove(conversation: ConversationContext, message: Message): boolean {
  if (!conversation.mayWrite || message.removed_at !== null) return false;
  return message.author_id === conversation.me || conversation.room.mine?.role === "master";
}

/** Its author and masters of the room see who has confirmed. */
export function overseesConfirmations(conversation: ConversationContext, message: Message): boolean {
  return message.author_id === conversation.me || conversation.room.mine?.role === "master";
}

export function mayAskConfirmation(conversation: ConversationContext, message: Message): boolean {
  const { askConfirmation, me, mayWrite, isThread } = conversation;
  if (askConfirmation === null || !mayWrite || isThread || message.root_id !== null) return false;
  return message.author_id === me && message.removed_at === null && message.confirmation === null;
}

/** What an office says with one sign; the first six are nearest at hand. */
// biome-ignore format: six to a row, as on screen.
export const REACTIONS = [
  "👍", "🙏", "✅", "👀", "🎉", "😊",
  "🙇", "👏", "💪", "🙆", "🙅", "🤝",
  "❗", "❓", "⏳", "📝", "📌", "☎️",
  "🚗", "🏃", "🍵", "😢", "😅", "❤️",
] as const;

export const NEAREST = REACTIONS.slice(0, 6);
