/**
 * Conditions (条件), evaluated as the server does (`src/kairan/forms/conditions.py`); the server decides. A test holds
 * both to the same answers, so a change here without one there does not pass.
 */
import type { Condition, Term } from "./document";

export type Value = string | number | boolean | readonly string[] | Readonly<Record<string, string>>;
export type Values = Readonly<Record<string, Value>>;
type Comparison = "=" | "≠" | "<" | "≤" | ">" | "≥";
/** Of a choice: その他 was chosen, whatever was written there. */
export const OTHER = "other";
type Single = string | number | boolean;

/** Whether a condition holds for these answers on this day (2026-04-01, of Japan); without one: yes. */
export function holds(condition: Condition | null, values: Values, today: string): boolean {
  if (condition === null) return true;
  switch (condition.is) {
    case "compare":
      return compared(
        valued(condition.left, values, today),
        condition.by,
        valued(condition.right, values, today),
      );
    case "contains":
      return contains(answerOf(values, condition.question), condition.value);
    case "answered":
      return answerOf(values, condition.question) !== undefined;
    case "all":
      return condition.of.every((one) => holds(one, values, today));
    case "any":
      return condition.of.some((one) => holds(one, values, today));
    case "not":
      return !holds(condition.of, values, today);
  }
}

/** Never what objects inherit: an id may be called anything. */
export function answerOf(values: Values, id: string): Value | undefined {
  return Object.hasOwn(values, id) ? values[id] : undefined;
}

function contains(found: Value | undefined, value: string): boolean {
  if (typeof found === "object" && !Array.isArray(found))
    return value === OTHER && Object.hasOwn(found, OTHER);
  if (Array.isArray(found) && value === OTHER && found.some((one) => one.startsWith(`${OTHER}:`)))
    return true;
  return typeof found === "string" || Array.isArray(found) ? found.includes(value) : false;
}

function valued(term: Term, values: Values, today: string): Single | null {
  switch (term.is) {
    case "answer":
      return partOf(answerOf(values, term.question), term.part);
    case "constant":
      return term.value;
    case "age": {
      const born = dayOf(answerOf(values, term.question));
      const then = dayOf(term.on === "" ? today : term.on);
      return born === null || then === null ? null : ageOn(born, then, term.is_legal);
    }
    case "count": {
      const found = answerOf(values, term.question);
      return Array.isArray(found) ? found.length : found === undefined ? 0 : 1;
    }
    case "sum":
      return exactSum(
        term.questions.map((one) => answerOf(values, one)).filter((one) => typeof one === "number"),
      );
  }
}

function partOf(found: Value | undefined, part: string): Single | null {
  if (found === undefined || Array.isArray(found)) return null;
  if (typeof found === "object") {
    const parts = found as Readonly<Record<string, string>>;
    if (part === "" && Object.hasOwn(parts, OTHER)) return OTHER;
    return Object.hasOwn(parts, part) ? (parts[part] ?? null) : null;
  }
  return part === "" ? found : null;
}

function compared(left: Single | null, by: Comparison, right: Single | null): boolean {
  if (left === null || right === null || typeof left !== typeof right) return false;
  if (by === "=") return left === right;
  if (by === "≠") return left !== right;
  if (typeof left === "boolean") return false;
  const order = typeof left === "string" ? orderOf(left, String(right)) : left - Number(right);
  switch (by) {
    case "<":
      return order < 0;
    case "≤":
      return order <= 0;
    case ">":
      return order > 0;
    case "≥":
      return order >= 0;
  }
}

/** By code points, as the server compares; a browser compares halves of rare characters (𠮷) otherwise. */
function orderOf(left: string, right: string): number {
  const [ours, theirs] = [[...left], [...right]];
  for (const [at, one] of ours.entries()) {
    const other = theirs[at];
    if (other === undefined) return 1;
    const difference = (one.codePointAt(0) ?? 0) - (other.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return ours.length - theirs.length;
}

/**
 * The sum, rounded once: 0.1 ten times is 1. By partial sums that do not overlap, as the server's `math.fsum`
 * (Shewchuk, Adaptive Precision Floating-Point Arithmetic, 1997).
 */
export function exactSum(numbers: readonly number[]): number {
  let partials: number[] = [];
  for (const number of numbers) {
    const next: number[] = [];
    let x = number;
    for (const partial of partials) {
      const [large, small] = Math.abs(x) < Math.abs(partial) ? [partial, x] : [x, partial];
      const sum = large + small;
      const lost = small - (sum - large);
      if (lost !== 0) next.push(lost);
      x = sum;
    }
    partials = [...next, x];
  }
  return rounded(partials);
}

/** Partial sums as one number: the even one where two are as near. */
function rounded(partials: readonly number[]): number {
  const rest = [...partials];
  let high = rest.pop() ?? 0;
  let lost = 0;
  while (rest.length > 0 && lost === 0) {
    const x = high;
    const y = rest.pop() ?? 0;
    high = x + y;
    lost = y - (high - x);
  }
  const next = rest.at(-1) ?? 0;
  if ((lost < 0 && next < 0) || (lost > 0 && next > 0)) {
    const twice = lost * 2;
    const further = high + twice;
    if (twice === further - high) high = further;
  }
  return high;
}

export interface CalendarDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** A day that there is, from 2026-04-01; null for anything else. */
export function dayOf(value: unknown): CalendarDay | null {
  const found = typeof value === "string" ? /^(\d{4})-(\d{2})-(\d{2})$/.exec(value) : null;
  if (found === null) return null;
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])];
  const isThere = year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
  return isThere ? { year, month, day } : null;
}

/** The full years between two days; legally they are full on the day before the birthday. Nobody is younger than 0. */
export function ageOn(born: CalendarDay, on: CalendarDay, isLegal = false): number {
  const then = isLegal ? dayAfter(on) : on;
  const isBefore = then.month < born.month || (then.month === born.month && then.day < born.day);
  return Math.max(0, then.year - born.year - (isBefore ? 1 : 0));
}

function dayAfter({ year, month, day }: CalendarDay): CalendarDay {
  if (day < daysIn(year, month)) return { year, month, day: day + 1 };
  if (month < 12) return { year, month: month + 1, day: 1 };
  return year === 9999 ? { year, month, day } : { year: year + 1, month: 1, day: 1 };
}

function daysIn(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
}
