/** Arrow keys, page up and page down turn pages, wherever the focus is, but not while one writes. */
import { useEffect, useRef } from "react";
import { isWriting } from "../shell/isWriting";
import type { Turning } from "./usePlace";

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, PageUp: -1, ArrowRight: 1, PageDown: 1 };

export function usePageKeys(turning: Turning): void {
  const latest = useRef(turning);
  latest.current = turning;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { paper, page, turn } = latest.current;
      const step = STEPS[event.key];
      const isPlain = !(event.ctrlKey || event.metaKey || event.altKey || event.shiftKey);
      if (step === undefined || !isPlain || paper === null || paper.pages.length < 2) return;
      if (isElsewhere(event.target)) return;
      event.preventDefault();
      turn(paper.id, page + step);
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
}

/** A field, or a menu or dialog over the page; a switch takes no arrow keys. */
function isElsewhere(target: EventTarget | null): boolean {
  const isSwitch = target instanceof HTMLInputElement && target.type === "checkbox";
  return (
    (isWriting(target) && !isSwitch) || document.querySelector('[role="dialog"], [role="menu"]') !== null
  );
}
