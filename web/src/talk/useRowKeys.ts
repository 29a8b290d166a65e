import { type KeyboardEvent, useCallback } from "react";
import type { Message } from "../model/types";
import { type Desk, mayEdit, mayRemove } from "./desk";

/** Single letters on the focused message; never while one writes, nor with a modifier. */
export function useRowKeys(desk: Desk): (event: KeyboardEvent, message: Message) => void {
  return useCallback(
    (event, message) => {
      if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
      const act = actionFor(event.key.toLowerCase(), desk, message, event.currentTarget);
      if (act === null) return;
      event.preventDefault();
      act();
    },
    [desk],
  );
}

type Act = (desk: Desk, message: Message, row: Element) => void;

interface Key {
  readonly may: (desk: Desk, message: Message) => boolean;
  readonly act: Act;
}

const isOutsideThread = (desk: Desk) => !desk.isThread;
const react: Key = {
  may: (desk) => desk.mayWrite,
  act: (_desk, _message, row) => row.querySelector<HTMLElement>("[role=toolbar] [data-react]")?.click(),
};

const KEYS: Readonly<Record<string, Key>> = {
  r: { may: isOutsideThread, act: (desk, message) => desk.openThread(message) },
  i: { may: () => true, act: (desk, message) => desk.openReaders(message) },
  q: {
    may: (desk, message) => desk.mayWrite && message.text !== "",
    act: (desk, message) => desk.quote(message),
  },
  c: {
    may: (desk, message) => desk.mayCopy && message.text !== "",
    act: (desk, message) => desk.copyText(message),
  },
  l: { may: () => true, act: (desk, message) => desk.copyLink(message) },
  e: { may: mayEdit, act: (desk, message) => desk.edit(message) },
  delete: { may: mayRemove, act: (desk, message) => desk.askToRemove(message) },
  "+": react,
  a: react,
};

function actionFor(key: string, desk: Desk, message: Message, row: Element): (() => void) | null {
  const found = KEYS[key];
  if (found === undefined || message.removed_at !== null || !found.may(desk, message)) return null;
  return () => found.act(desk, message, row);
}
