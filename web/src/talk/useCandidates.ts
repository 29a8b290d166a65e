/** The list of whom to call, under the keys of the field one writes in. */
import { type KeyboardEvent, type RefObject, useLayoutEffect, useState } from "react";
import { completed } from "../model/draft";
import type { RoomCard } from "../model/types";
import type { Candidate } from "./candidate";
import { type Completing, useCompletion } from "./useCompletion";
import type { Composing } from "./useComposer";

export interface Candidates {
  readonly open: Completing | null;
  readonly active: number;
  /** Somebody outside the room was chosen: they are to be brought in first. */
  readonly outside: Candidate | null;
  press(event: KeyboardEvent): boolean;
  pick(candidate: Candidate): void;
  /** After the answer whether somebody outside is brought in. */
  settle(candidate: Candidate | null): void;
  moved(): void;
  close(): void;
}

export function useCandidates(
  room: RoomCard,
  composing: Composing,
  area: RefObject<HTMLTextAreaElement | null>,
): Candidates {
  const [caret, setCaret] = useState<number | null>(null);
  const [active, setActive] = useState(0);
  const [nextCaret, setNextCaret] = useState<number | null>(null);
  const [asked, setAsked] = useState<{ candidate: Candidate; at: Completing["at"] } | null>(null);
  const open = useCompletion(room, composing.draft.text, room.kind === "group" ? caret : null);
  const count = open?.candidates.length ?? 0;

  useLayoutEffect(() => {
    if (nextCaret === null) return;
    area.current?.setSelectionRange(nextCaret, nextCaret);
    setNextCaret(null);
  }, [nextCaret, area]);

  function write(candidate: Candidate, at: Completing["at"]) {
    const { draft, caret: after } = completed(composing.draft, at, candidate);
    composing.replace(draft);
    setNextCaret(after);
  }

  function pick(candidate: Candidate) {
    if (open === null || candidate.isRefused) return;
    setCaret(null);
    if (candidate.isOutside) setAsked({ candidate, at: open.at });
    else {
      write(candidate, open.at);
      area.current?.focus();
    }
  }

  function press(event: KeyboardEvent): boolean {
    if (open === null || count === 0) return false;
    const candidate = open.candidates[Math.min(active, count - 1)];
    if (event.key === "ArrowDown") setActive((before) => (before + 1) % count);
    else if (event.key === "ArrowUp") setActive((before) => (before - 1 + count) % count);
    else if ((event.key === "Enter" || event.key === "Tab") && candidate && !event.ctrlKey) pick(candidate);
    else if (event.key === "Escape") setCaret(null);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  return {
    open,
    active: Math.min(active, Math.max(0, count - 1)),
    outside: asked?.candidate ?? null,
    press,
    pick,
    settle: (candidate) => {
      if (asked !== null && candidate !== null) write(candidate, asked.at);
      setAsked(null);
      requestAnimationFrame(() => area.current?.focus());
    },
    moved: () => {
      const element = area.current;
      const at = element && element.selectionStart === element.selectionEnd ? element.selectionStart : null;
      if (at !== caret) setActive(0);
      setCaret(at);
    },
    close: () => setCaret(null),
  };
}
