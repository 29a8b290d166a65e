/**
 * What lies over the page is a step in the browser's history: the back key or gesture of a phone closes what is on
 * top, never the page under it. The history remembers how many there are; whoever closes one by other means gives
 * its step back, unless going elsewhere takes that step in the same breath (`navigate`).
 */
import { useEffect, useRef } from "react";

/** Marks a step that something over the page adds; its value is how many lie over each other. */
export const STEP = "dialog";

interface Overlay {
  readonly close: () => void;
}

const open: Overlay[] = [];
/** One step back at most is under way, however often overlays open and close meanwhile. */
let leaving: ReturnType<typeof setTimeout> | undefined;

export function isDialogStep(state: unknown): boolean {
  return levelOf(state) > 0;
}

function levelOf(state: unknown): number {
  if (typeof state !== "object" || state === null || !(STEP in state)) return 0;
  return typeof state[STEP] === "number" ? state[STEP] : 1;
}

/** Something comes to lie over the page; `close` is called when one goes back. Returns how to say that it went. */
export function enterOverlay(close: () => void): () => void {
  const overlay = { close };
  open.push(overlay);
  clearTimeout(leaving);
  if (levelOf(history.state) < open.length) history.pushState({ ...history.state, [STEP]: open.length }, "");
  return () => {
    const at = open.indexOf(overlay);
    if (at >= 0) open.splice(at, 1);
    clearTimeout(leaving);
    leaving = setTimeout(() => {
      if (levelOf(history.state) > open.length) history.back();
    });
  };
}

addEventListener("popstate", () => {
  const level = levelOf(history.state);
  while (open.length > level) open.pop()?.close();
  // The step of something that is long closed: one did not go back to see nothing happen.
  if (level > open.length) history.back();
});

/** For what is drawn only while it is open. */
export function useOverlay(onClose: () => void): void {
  const latest = useRef(onClose);
  useEffect(() => {
    latest.current = onClose;
  });
  useEffect(() => enterOverlay(() => latest.current()), []);
}
