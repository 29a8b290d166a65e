/**
 * Who has read what, by arithmetic. A mark says up to which ordinal a member has read (`n`) and from which on
 * they count (`from_n`, where the conversation stood when they joined); `from_n ≤ n` always.
 */
import type { Id, Mark, Message } from "./types";

export interface Position {
  readonly n: number;
  readonly from_n: number;
}

export type Marks = ReadonlyMap<Id, Position>;

export const NO_MARKS: Marks = new Map();

/** Positions only move forward: frames may arrive in another order than people read. */
export function withMarks(marks: Marks, moved: readonly Mark[]): Marks {
  let next: Map<Id, Position> | null = null;
  for (const [member, n, from_n] of moved) {
    const before = (next ?? marks).get(member);
    if (before && before.n >= n && before.from_n === from_n) continue;
    // A new from_n means they left and came back: only then may the position fall.
    const rejoined = before !== undefined && before.from_n !== from_n;
    next ??= new Map(marks);
    next.set(member, { n: rejoined ? n : Math.max(before?.n ?? 0, n), from_n });
  }
  return next ?? marks;
}

export function withMark(marks: Marks, member: Id, n: number): Marks {
  const before = marks.get(member);
  return withMarks(marks, [[member, n, before?.from_n ?? n]]);
}

export function withoutMark(marks: Marks, member: Id): Marks {
  if (!marks.has(member)) return marks;
  const next = new Map(marks);
  next.delete(member);
  return next;
}

export interface ReadBy {
  readonly read: number;
  /** How many count at all: those in the room before the message, without its author. */
  readonly total: number;
}

export function readBy(marks: Marks, message: Pick<Message, "n" | "author_id">): ReadBy {
  const { ns, froms } = sortedPositions(marks);
  const { n } = message;
  const joinedLater = countAtLeast(froms, n);
  const author = marks.get(message.author_id);
  const authorCounts = author !== undefined && author.from_n < n;
  return {
    // Whoever joined later has a position beyond n as well, and read nothing of it.
    read: countAtLeast(ns, n) - joinedLater - (authorCounts && author.n >= n ? 1 : 0),
    total: marks.size - joinedLater - (authorCounts ? 1 : 0),
  };
}

interface Sorted {
  readonly ns: readonly number[];
  readonly froms: readonly number[];
}

/** Sorted once for all rows on screen: rooms of thousands are drawn several times a second. */
const sorted = new WeakMap<Marks, Sorted>();

function sortedPositions(marks: Marks): Sorted {
  const known = sorted.get(marks);
  if (known) return known;
  const positions = [...marks.values()];
  const made = {
    ns: positions.map((position) => position.n).sort((a, b) => a - b),
    froms: positions.map((position) => position.from_n).sort((a, b) => a - b),
  };
  sorted.set(marks, made);
  return made;
}

function countAtLeast(ascending: readonly number[], n: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) < n) low = middle + 1;
    else high = middle;
  }
  return ascending.length - low;
}
