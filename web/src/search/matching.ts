/** Finding by a few characters, as people type them. */
import { foldedTight as folded } from "../model/fold";

export { folded };

/** How well `sought` (folded) fits: 0 not at all, more is better. At the beginning is better than within. */
export function fitOf(sought: string, ...words: readonly string[]): number {
  let best = 0;
  for (const word of words) {
    const at = folded(word).indexOf(sought);
    if (at === 0) best = Math.max(best, 2);
    else if (at > 0) best = Math.max(best, 1);
  }
  return best;
}

/** Those that fit, the best first, otherwise in the order given. */
export function fitting<T>(
  items: readonly T[],
  sought: string,
  wordsOf: (item: T) => readonly string[],
): readonly T[] {
  return items
    .map((item) => ({ item, fit: fitOf(sought, ...wordsOf(item)) }))
    .filter(({ fit }) => fit > 0)
    .sort((a, b) => b.fit - a.fit)
    .map(({ item }) => item);
}
