import type { Virtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type RefObject, useCallback, useEffect, useRef } from "react";
import type { Row } from "../model/timeline";
import type { Id } from "../model/types";

/** Moves the focus from message to message; the row is drawn first, then focused. */
export function useRowFocus(
  scroller: RefObject<HTMLDivElement | null>,
  list: Virtualizer<HTMLDivElement, HTMLElement>,
  rows: readonly Row[],
  setCurrent: (id: Id) => void,
) {
  const wanted = useRef<Id | null>(null);
  useEffect(() => {
    if (wanted.current === null) return;
    const row = scroller.current?.querySelector<HTMLElement>(
      `[data-message="${CSS.escape(wanted.current)}"]`,
    );
    if (!row) return;
    wanted.current = null;
    row.focus({ preventScroll: true });
  });

  return useCallback(
    (event: KeyboardEvent) => {
      const focused = document.activeElement?.getAttribute("data-message");
      if (!focused || event.target !== document.activeElement) return;
      const next = neighbour(rows, focused, event.key);
      if (next === null) return;
      event.preventDefault();
      wanted.current = next;
      setCurrent(next);
      list.scrollToIndex(indexOfMessage(rows, next), { align: "auto" });
    },
    [rows, list, setCurrent],
  );
}

function neighbour(rows: readonly Row[], id: Id, key: string): Id | null {
  const messages = rows.flatMap((row) => (row.kind === "message" ? [row.message.id] : []));
  const at = messages.indexOf(id);
  switch (key) {
    case "ArrowUp":
      return messages[at - 1] ?? null;
    case "ArrowDown":
      return messages[at + 1] ?? null;
    case "Home":
      return messages[0] ?? null;
    case "End":
      return messages.at(-1) ?? null;
    default:
      return null;
  }
}

export function indexOfMessage(rows: readonly Row[], id: Id | null): number {
  return id === null ? -1 : rows.findIndex((row) => row.kind === "message" && row.message.id === id);
}

export function lastMessageId(rows: readonly Row[]): Id | null {
  const last = rows.findLast((row) => row.kind === "message");
  return last?.kind === "message" ? last.message.id : null;
}
