/** What is typed into a report, and what is sent of it. */
import type { SituationItem, SituationView } from "../../api/generated";

export type Value = number | string;

/** By the code of the item, as it stands in the field. */
export type Typed = Readonly<Record<string, string>>;

export function typedOf({ document }: SituationView): Typed {
  return Object.fromEntries(Object.entries(document.values).map(([code, value]) => [code, String(value)]));
}

/** Empty: not confirmed, null. Undefined: it is no such number. */
export function valueIn(item: SituationItem, typed: string): Value | null | undefined {
  const plain = typed.trim();
  if (plain === "") return null;
  if (item.type === "line" || item.type === "text") return typed;
  const digits = plain.normalize("NFKC").replaceAll(",", "");
  const wanted = item.type === "count" ? /^\d{1,12}$/ : /^\d{1,9}(?:\.\d{1,2})?$/;
  return wanted.test(digits) ? Number(digits) : undefined;
}

/** Null: something is no number. */
export function valuesIn(items: readonly SituationItem[], typed: Typed): Record<string, Value> | null {
  const values: Record<string, Value> = {};
  for (const item of items) {
    const value = valueIn(item, typed[item.code] ?? "");
    if (value === undefined) return null;
    if (value !== null) values[item.code] = value;
  }
  return values;
}
