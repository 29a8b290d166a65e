import { useSyncExternalStore } from "react";

/** One pane at a time below this width; the same number stands in the style sheets. */
const phone = matchMedia("(max-width: 719px)");

/** A thumb on glass: no pointer hovers, and the keyboard covers half of the screen. */
const touch = matchMedia("(hover: none) and (pointer: coarse)");

export function isTouch(): boolean {
  return touch.matches;
}

/** Whether one pane shows at a time. */
export function useIsPhone(): boolean {
  return useSyncExternalStore(listen, () => phone.matches);
}

function listen(listener: () => void): () => void {
  phone.addEventListener("change", listener);
  return () => phone.removeEventListener("change", listener);
}
