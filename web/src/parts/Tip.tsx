import { cloneElement, type ReactElement } from "react";

/** Gives one element a tip (see `tips.ts`). For a button of our own, `data-tip` does as well. */
export function Tip({ text, children }: { text: string; children: ReactElement<{ "data-tip"?: string }> }) {
  return cloneElement(children, { "data-tip": text });
}
