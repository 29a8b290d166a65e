/** Tells what stands above every page that something it counts was done just now. */

const NAME = "kairan:refresh-counts";

export const refreshCounts = () => window.dispatchEvent(new Event(NAME));

export function onRefreshCounts(refresh: () => void): () => void {
  window.addEventListener(NAME, refresh);
  return () => window.removeEventListener(NAME, refresh);
}
