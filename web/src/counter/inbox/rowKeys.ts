/** Moving through the rows of a list by keyboard: the links in it take the focus one after the other. */
import type { KeyboardEvent } from "react";

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };

/** Handles a key in a list whose rows have a link each, and a box to be ticked with X. */
export function onRowKey(event: KeyboardEvent<HTMLElement>): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing) return;
  const row = (event.target as HTMLElement).closest("tr, li");
  if (row === null) return;
  const step = STEPS[event.key];
  if (step !== undefined) {
    const links = [...event.currentTarget.querySelectorAll<HTMLElement>("a[href]")];
    const here = links.findIndex((link) => row.contains(link));
    const next = links[here + step];
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  } else if (event.key === "x") {
    const box = row.querySelector<HTMLInputElement>('input[type="checkbox"]');
    if (box === null) return;
    event.preventDefault();
    box.click();
  }
}
