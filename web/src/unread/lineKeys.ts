/** The unread page by keyboard alone: J and K go from line to line, and single letters act on the line one is at. */
import { type RefObject, useEffect } from "react";
import { isComposing } from "../parts/composing";
import { currentDialog } from "../shell/dialogs";
import { isWriting } from "../shell/isWriting";

/** What can be done with a line; what it cannot do its key does not do. */
export interface LineActs {
  readonly read?: (() => void) | undefined;
  readonly remind?: (() => void) | undefined;
  readonly done?: (() => void) | undefined;
}

const acts = new WeakMap<Element, LineActs>();

/** Give a line what its keys do. */
export function withKeys(of: LineActs): (line: HTMLElement | null) => void {
  return (line) => {
    if (line) acts.set(line, of);
  };
}

const LINES = "[data-line], [data-row]";
const STEPS: Readonly<Record<string, 1 | -1>> = { j: 1, k: -1, ArrowDown: 1, ArrowUp: -1 };
const ACTS: Readonly<Record<string, keyof LineActs>> = { m: "read", t: "remind", d: "done" };

/** `otherwise`: what a line does that is not this page's own, as a row of the room list. */
export function useLineKeys(
  page: RefObject<HTMLElement | null>,
  otherwise: (line: HTMLElement) => LineActs,
): void {
  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isComposing(event) || currentDialog() !== null || isElsewhere(event.target)) return;
      if (page.current !== null && act(event.key, page.current, otherwise)) event.preventDefault();
    }
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, [page, otherwise]);
}

/** In a field, in a menu, or in a question over the page. */
function isElsewhere(target: EventTarget | null): boolean {
  return (
    isWriting(target) || (target instanceof Element && target.closest("[role=menu], [role=dialog]") !== null)
  );
}

function act(key: string, page: HTMLElement, otherwise: (line: HTMLElement) => LineActs): boolean {
  const lines = [...page.querySelectorAll<HTMLElement>(LINES)];
  const at = lines.indexOf(document.activeElement as HTMLElement);
  const step = STEPS[key];
  if (step !== undefined) return move(lines, at, step, key.length === 1);
  const line = lines[at];
  const name = ACTS[key.toLowerCase()];
  if (line === undefined || name === undefined) return false;
  const run = (acts.get(line) ?? otherwise(line))[name];
  run?.();
  return run !== undefined;
}

/** The arrows belong to the tabs and to scrolling until one is at a line. */
function move(lines: readonly HTMLElement[], at: number, step: 1 | -1, isLetter: boolean): boolean {
  if (at === -1 && !isLetter) return false;
  const next = lines[at === -1 ? (step === 1 ? 0 : lines.length - 1) : at + step];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
  return next !== undefined;
}
