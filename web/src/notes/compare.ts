/** Two states of a note, line by line: what was there before, what came since, and what stayed. */

export interface Line {
  readonly text: string;
  readonly kind: "same" | "gone" | "new";
}

/** Beyond this many pairs of lines what differs is shown as gone and new as a whole. */
const PAIRS_MOST = 4_000_000;

export function compared(before: string, after: string): readonly Line[] {
  const [a, b] = [linesOf(before), linesOf(after)];
  const start = commonStart(a, b);
  const end = commonEnd(a, b, start);
  const middle = between(a.slice(start, a.length - end), b.slice(start, b.length - end));
  return [...a.slice(0, start).map(same), ...middle, ...a.slice(a.length - end).map(same)];
}

const linesOf = (text: string) => text.split("\n").filter((line) => line.trim() !== "");
const same = (text: string): Line => ({ text, kind: "same" });
const gone = (text: string): Line => ({ text, kind: "gone" });
const added = (text: string): Line => ({ text, kind: "new" });

function commonStart(a: readonly string[], b: readonly string[]): number {
  let n = 0;
  while (n < a.length && n < b.length && a[n] === b[n]) n += 1;
  return n;
}

function commonEnd(a: readonly string[], b: readonly string[], start: number): number {
  const most = Math.min(a.length, b.length) - start;
  let n = 0;
  while (n < most && a[a.length - 1 - n] === b[b.length - 1 - n]) n += 1;
  return n;
}

/** By the longest run of lines that both have, in order. */
function between(a: readonly string[], b: readonly string[]): readonly Line[] {
  if (a.length * b.length > PAIRS_MOST) return [...a.map(gone), ...b.map(added)];
  const lengths = tableOf(a, b);
  const lines: Line[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [left, right] = [a[i], b[j]];
    if (left !== undefined && left === right) {
      lines.push(same(left));
      i += 1;
      j += 1;
    } else if (left !== undefined && at(lengths, i + 1, j) >= at(lengths, i, j + 1)) {
      lines.push(gone(left));
      i += 1;
    } else if (right !== undefined) {
      lines.push(added(right));
      j += 1;
    }
  }
  return lines;
}

const at = (lengths: readonly Uint16Array[], i: number, j: number) => lengths[i]?.[j] ?? 0;

function tableOf(a: readonly string[], b: readonly string[]): readonly Uint16Array[] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    const row = lengths[i];
    for (let j = b.length - 1; row !== undefined && j >= 0; j -= 1) {
      const [below, right] = [at(lengths, i + 1, j), row[j + 1] ?? 0];
      row[j] = a[i] === b[j] ? at(lengths, i + 1, j + 1) + 1 : Math.max(below, right);
    }
  }
  return lengths;
}
