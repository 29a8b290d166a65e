/** Tells what stands above every page that something it counts was done just now. */

const NAME = "kairan:look-again";

export const lookAgain = () => window.dispatchEvent(new Event(NAME));

export function onLookAgain(look: () => void): () => void {
  window.addEventListener(NAME, look);
  return () => window.removeEventListener(NAME, look);
}
