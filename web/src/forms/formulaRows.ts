/** Calculated values as people make them: lines that are added up, each a question, an amount, and when it counts. */
import {
  type Condition,
  type FormDocument,
  type Formula,
  findQuestion,
  numbersOf,
  optionsOf,
  type Question,
} from "./document";

export type Source = "number" | "prices" | "count" | "fixed";

export interface FormulaRow {
  readonly source: Source;
  /** Asked of each member of this group, and summed; empty outside of any. */
  readonly group: string;
  readonly question: string;
  /** What one of it costs; of a fixed amount, the amount. */
  readonly amount: number;
  /** What each option costs, by its id. */
  readonly prices: Readonly<Record<string, number>>;
  /** A number that it is multiplied by; empty for none. */
  readonly times: string;
  readonly when: Condition | null;
}

export interface FormulaRows {
  readonly rows: readonly FormulaRow[];
  readonly least: number | null;
  readonly most: number | null;
}

const EMPTY: FormulaRows = { rows: [], least: null, most: null };

/** A line as it begins. */
export const firstFormulaRow = (source: Source, group: string, question: string): FormulaRow => ({
  source,
  group,
  question,
  amount: source === "fixed" ? 0 : 1,
  prices: {},
  times: "",
  when: null,
});

/** The formula of lines; null for none. */
export function formulaOf({ rows, least, most }: FormulaRows): Formula | null {
  if (rows.length === 0) return null;
  const sum: Formula = { is: "plus", of: rows.map(formulaOfRow) };
  return least === null && most === null ? sum : { is: "within", of: sum, least, most };
}

function formulaOfRow(row: FormulaRow): Formula {
  const each = formulaOfOne(row);
  const all: Formula = row.group === "" ? each : { is: "members", group: row.group, of: each };
  return row.when === null ? all : { is: "only", when: row.when, gives: all, otherwise: null };
}

function formulaOfOne({ source, question, amount, prices, times }: FormulaRow): Formula {
  const factors: Formula[] =
    source === "fixed"
      ? [{ is: "amount", value: amount }]
      : source === "prices"
        ? [{ is: "price_of", question, prices }]
        : [
            { is: source === "count" ? "count_in" : "number_in", question },
            { is: "amount", value: amount },
          ];
  if (times !== "" && source !== "fixed") factors.push({ is: "number_in", question: times });
  const [only] = factors;
  return only !== undefined && factors.length === 1 ? only : { is: "times", of: factors };
}

/** The lines of a formula; null for one that was made elsewhere and cannot be shown as lines. */
export function formulaRowsOf(formula: Formula | null): FormulaRows | null {
  if (formula === null) return EMPTY;
  if (formula.is === "within") {
    const inner = formula.of.is === "within" ? null : formulaRowsOf(formula.of);
    return inner === null ? null : { ...inner, least: formula.least, most: formula.most };
  }
  const rows = (formula.is === "plus" ? formula.of : [formula]).map((one) => rowOf(one));
  return rows.every((row) => row !== null) ? { rows, least: null, most: null } : null;
}

function rowOf(formula: Formula): FormulaRow | null {
  if (formula.is === "only") {
    const row = formula.otherwise === null && formula.gives.is !== "only" ? rowOf(formula.gives) : null;
    return row === null ? null : { ...row, when: formula.when };
  }
  if (formula.is === "members") {
    const row = oneOf(formula.of);
    return row === null || row.source === "fixed" ? null : { ...row, group: formula.group };
  }
  return oneOf(formula);
}

function oneOf(formula: Formula): FormulaRow | null {
  if (formula.is === "amount") return { ...firstFormulaRow("fixed", "", ""), amount: formula.value };
  if (formula.is === "price_of") return pricesRow(formula.question, formula.prices, "");
  if (formula.is === "number_in" || formula.is === "count_in")
    return firstFormulaRow(formula.is === "count_in" ? "count" : "number", "", formula.question);
  return formula.is === "times" ? productRow(formula.of) : null;
}

/** A price or a number, what one of it costs, and what it is multiplied by. */
function productRow([first, second, third, ...more]: readonly Formula[]): FormulaRow | null {
  if (more.length > 0 || first === undefined || second === undefined) return null;
  if (first.is === "price_of" && second.is === "number_in" && third === undefined)
    return pricesRow(first.question, first.prices, second.question);
  if ((first.is !== "number_in" && first.is !== "count_in") || second.is !== "amount") return null;
  if (third !== undefined && third.is !== "number_in") return null;
  return {
    ...firstFormulaRow(first.is === "count_in" ? "count" : "number", "", first.question),
    amount: second.value,
    times: third?.question ?? "",
  };
}

const pricesRow = (question: string, prices: FormulaRow["prices"], times: string): FormulaRow => ({
  ...firstFormulaRow("prices", "", question),
  prices,
  times,
});

/** What a line may ask: a question, and the group it is asked in. */
export interface Askable {
  readonly group: string;
  readonly question: Question;
}

const KINDS_OF: Readonly<Record<Source, ReadonlySet<Question["kind"]>>> = {
  number: new Set(["number", "scale", "calculated"]),
  prices: new Set(["choice", "choices", "yes_no", "places"]),
  count: new Set(["choices", "group"]),
  fixed: new Set(),
};

/** The questions before a calculated value that a line of this sort may ask, those of groups, too. */
export function askable(asked: readonly Question[], source: Source): readonly Askable[] {
  return asked
    .flatMap((question): readonly Askable[] => [
      { group: "", question },
      ...(question.kind === "group"
        ? question.questions.map((inner): Askable => ({ group: question.id, question: inner }))
        : []),
    ])
    .filter(({ question }) => KINDS_OF[source].has(question.kind));
}

/** What may cost something: options, その他, yes and no. */
export function pricedOptions(
  question: Question,
  words: { readonly other: string },
): readonly { readonly id: string; readonly label: string }[] {
  if (question.kind === "yes_no")
    return [
      { id: "yes", label: question.yes },
      { id: "no", label: question.no },
    ];
  const other = "has_other" in question && question.has_other ? [{ id: "other", label: words.other }] : [];
  return [...optionsOf(question), ...other];
}

/** A line as one asks for it in a list: its number and label. */
export function askedName(document: FormDocument, id: string, gone: string): string {
  const found = findQuestion(document, id);
  return found === null ? gone : `${numbersOf(document).get(id) ?? ""} ${found.question.label}`;
}
