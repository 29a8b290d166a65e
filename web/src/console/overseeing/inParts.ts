/** A long list in parts of at most `size`, in its order. */
export function inParts<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  const parts: (readonly Item[])[] = [];
  for (let begin = 0; begin < items.length; begin += size) parts.push(items.slice(begin, begin + size));
  return parts;
}
