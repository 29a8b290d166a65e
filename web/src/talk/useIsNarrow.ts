import { useSyncExternalStore } from "react";

/** Below this width a side pane covers the timeline; the same number stands in the style sheet. */
const narrow = matchMedia("(max-width: 1023px)");

export function useIsNarrow(): boolean {
  return useSyncExternalStore(listen, () => narrow.matches);
}

function listen(listener: () => void): () => void {
  narrow.addEventListener("change", listener);
  return () => narrow.removeEventListener("change", listener);
}
