/**
 * Calculations (計算), evaluated as the server does (`src/kairan/forms/calculations.py`); the server decides. Numbers are
 * exact decimals, rounded once, at the end. A test holds both to the same answers.
 */
import { answerOf, holds, OTHER, type Value, type Values } from "./conditions";
import type { Calculated, Formula } from "./document";

/** digits × 10^-scale */
interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

const ZERO: Decimal = { digits: 0n, scale: 0 };
const ONE: Decimal = { digits: 1n, scale: 0 };
const DIGITS_MOST = 15;
const MEMBERS_MOST = 30;

/** What a calculated value comes to; null where it has more digits than a number keeps. */
export function calculated(
  { formula, decimals, rounding }: Pick<Calculated, "formula" | "decimals" | "rounding">,
  values: Values,
  today: string,
): number | null {
  const exact = formula === null ? ZERO : exactly(formula, values, today);
  const digits = rounded(exact, decimals, rounding);
  if ((digits < 0n ? -digits : digits) >= 10n ** BigInt(DIGITS_MOST)) return null;
  return Number(`${digits}e-${decimals}`);
}

function exactly(formula: Formula, values: Values, today: string): Decimal {
  switch (formula.is) {
    case "amount":
      return decimalOf(formula.value);
    case "number_in": {
      const found = answerOf(values, formula.question);
      return typeof found === "number" ? decimalOf(found) : ZERO;
    }
    case "count_in":
      return decimalOf(countOf(answerOf(values, formula.question)));
    case "price_of": {
      const { prices } = formula;
      return chosenIn(answerOf(values, formula.question))
        .map((one) => (Object.hasOwn(prices, one) ? decimalOf(prices[one] ?? 0) : ZERO))
        .reduce(plus, ZERO);
    }
    case "members":
      return membersIn(answerOf(values, formula.group))
        .map((number) => exactly(formula.of, scopeOf(values, formula.group, number), today))
        .reduce(plus, ZERO);
    case "plus":
      return formula.of.map((one) => exactly(one, values, today)).reduce(plus, ZERO);
    case "times":
      return formula.of.map((one) => exactly(one, values, today)).reduce(times, ONE);
    case "only": {
      const taken = holds(formula.when, values, today) ? formula.gives : formula.otherwise;
      return taken === null ? ZERO : exactly(taken, values, today);
    }
    case "within": {
      const found = exactly(formula.of, values, today);
      const raised = formula.least === null ? found : higher(found, decimalOf(formula.least));
      return formula.most === null ? raised : lower(raised, decimalOf(formula.most));
    }
  }
}

/** A number as it is written: 0.1 is one tenth, not the nearest that a computer keeps. */
function decimalOf(number: number): Decimal {
  const [written = "", exponent = "0"] = String(number).split("e");
  const [whole = "", behind = ""] = written.split(".");
  const scale = behind.length - Number(exponent);
  const digits = BigInt(whole + behind);
  return scale >= 0 ? { digits, scale } : { digits: digits * 10n ** BigInt(-scale), scale: 0 };
}

/** Both as so many of the smaller unit. */
function aligned(left: Decimal, right: Decimal): readonly [bigint, bigint, number] {
  const scale = Math.max(left.scale, right.scale);
  const up = ({ digits, scale: own }: Decimal) => digits * 10n ** BigInt(scale - own);
  return [up(left), up(right), scale];
}

function plus(left: Decimal, right: Decimal): Decimal {
  const [ours, theirs, scale] = aligned(left, right);
  return { digits: ours + theirs, scale };
}

const times = (left: Decimal, right: Decimal): Decimal => ({
  digits: left.digits * right.digits,
  scale: left.scale + right.scale,
});

function higher(left: Decimal, right: Decimal): Decimal {
  const [ours, theirs] = aligned(left, right);
  return ours >= theirs ? left : right;
}

function lower(left: Decimal, right: Decimal): Decimal {
  const [ours, theirs] = aligned(left, right);
  return ours <= theirs ? left : right;
}

/** How many of the last decimal place: 四捨五入, 切り捨て or 切り上げ of the amount, whatever its sign. */
function rounded({ digits, scale }: Decimal, decimals: number, rounding: Calculated["rounding"]): bigint {
  if (scale <= decimals) return digits * 10n ** BigInt(decimals - scale);
  const unit = 10n ** BigInt(scale - decimals);
  const amount = digits < 0n ? -digits : digits;
  const rest = amount % unit;
  const goesUp = rest > 0n && (rounding === "up" || (rounding === "half_up" && 2n * rest >= unit));
  const whole = amount / unit + (goesUp ? 1n : 0n);
  return digits < 0n ? -whole : whole;
}

function countOf(found: Value | undefined): number {
  if (Array.isArray(found)) return found.length;
  if (typeof found === "number") return membersIn(found).length;
  return found === undefined ? 0 : 1;
}

function chosenIn(found: Value | undefined): readonly string[] {
  if (typeof found === "boolean") return [found ? "yes" : "no"];
  if (typeof found === "string") return [found];
  if (found === undefined || typeof found === "number") return [];
  if (Array.isArray(found))
    return (found as readonly string[]).map((one) => (one.startsWith(`${OTHER}:`) ? OTHER : one));
  return Object.hasOwn(found, OTHER) ? [OTHER] : [];
}

/** The numbers of members for the answer to a group, from 1. */
export function membersIn(count: Value | undefined): readonly number[] {
  const isCount = typeof count === "number" && Number.isInteger(count) && count >= 0 && count <= MEMBERS_MOST;
  return isCount ? Array.from({ length: count }, (_, at) => at + 1) : [];
}

/** Answers as a member's own questions see them: those of the member first, then everybody's. */
export function scopeOf(values: Values, group: string, number: number): Values {
  const prefix = `${group}.${number}.`;
  const own = Object.entries(values).filter(([name]) => name.startsWith(prefix));
  return { ...values, ...Object.fromEntries(own.map(([name, value]) => [name.slice(prefix.length), value])) };
}
