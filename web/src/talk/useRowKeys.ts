import { type KeyboardEvent, useCallback } from "react";
import type { Message } from "../model/types";
import { type ConversationContext, mayEdit, mayMarkUnread, mayRemove } from "./conversationContext";

/** Single letters on the focused message; never while one writes, nor with a modifier. */
export function useRowKeys(
  conversation: ConversationContext,
): (event: KeyboardEvent, message: Message) => void {
  return useCallback(
    (event, message) => {
      if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
      const act = actionFor(event.key.toLowerCase(), conversation, message, event.currentTarget);
      if (act === null) return;
      event.preventDefault();
      act();
    },
    [conversation],
  );
}

type Act = (conversation: ConversationContext, message: Message, row: Element) => void;

interface Key {
  readonly may: (conversation: ConversationContext, message: Message) => boolean;
  readonly act: Act;
}

const isOutsideThread = (conversation: ConversationContext) => !conversation.isThread;
const react: Key = {
  may: (conversation) => conversation.mayReact,
  act: (_desk, _message, row) => row.querySelector<HTMLElement>("[role=toolbar] [data-react]")?.click(),
};

const KEYS: Readonly<Record<string, Key>> = {
  r: { may: isOutsideThread, act: (conversation, message) => conversation.openThread(message) },
  i: { may: () => true, act: (conversation, message) => conversation.openReaders(message) },
  q: {
    may: (conversation, message) => conversation.mayWrite && message.text !== "",
    act: (conversation, message) => conversation.quote(message),
  },
  c: {
    may: (conversation, message) => conversation.mayCopy && message.text !== "",
    act: (conversation, message) => conversation.copyText(message),
  },
  l: { may: () => true, act: (conversation, message) => conversation.copyLink(message) },
  u: { may: mayMarkUnread, act: (conversation, message) => conversation.markUnread(message) },
  t: { may: () => true, act: (conversation, message) => conversation.remindMe(message) },
  e: { may: mayEdit, act: (conversation, message) => conversation.edit(message) },
  delete: { may: mayRemove, act: (conversation, message) => conversation.askToRemove(message) },
  "+": react,
  a: react,
};

function actionFor(
  key: string,
  conversation: ConversationContext,
  message: Message,
  row: Element,
): (() => void) | null {
  const found = KEYS[key];
  if (found === undefined || message.removed_at !== null || !found.may(conversation, message)) return null;
  return () => found.act(conversation, message, row);
}
