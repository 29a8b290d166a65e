/** What entries about signing in say beside what all entries say. */
import type { Words } from "../words";

type Body = Readonly<Record<string, unknown>>;

const isBody = (value: unknown): value is Body => typeof value === "object" && value !== null;

/** What was demanded of whom, and what is now. */
export function demandsOf({ demands }: Body, w: Words): string[] {
  return Array.isArray(demands) ? demands.flatMap((change) => demandOf(change, w)) : [];
}

function demandOf(change: unknown, w: Words): string[] {
  if (!isBody(change)) return [];
  const { whom, face, before, after } = change;
  const said = (demand: unknown) => w.demands[String(demand)] ?? String(demand);
  return [
    `${w.whom[String(whom)] ?? whom}・${w.faces[String(face)] ?? face}: ${said(before)} → ${said(after)}`,
  ];
}

/** What was shown, or what was done with it. */
export function factorsOf(kind: string, body: Body, w: Words): string[] {
  const shown = Array.isArray(body.factors) ? body.factors.map(String) : [];
  const one = typeof body.factor === "string" ? [factorOf(body.factor, kind, body.name, w)] : [];
  return [...one, ...shown.map((factor) => w.factors[factor] ?? factor)];
}

function factorOf(factor: string, kind: string, name: unknown, w: Words): string {
  const said = w.factors[factor] ?? factor;
  return kind.startsWith("factor.") && typeof name === "string" ? `${said}「${name}」` : said;
}
