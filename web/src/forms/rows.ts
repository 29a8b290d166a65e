/** Conditions as people make them: rows of a question, what is asked of its answer, and a value. */
import type { Condition, Kind, Question, Term } from "./document";

export type Test =
  | "yes"
  | "no"
  | "is"
  | "is_not"
  | "is_other"
  | "holds"
  | "holds_not"
  | "count_least"
  | "count_most"
  | "="
  | "≠"
  | "<"
  | "≤"
  | ">"
  | "≥"
  | "age_least"
  | "age_below"
  | "prefecture"
  | "city"
  | "answered"
  | "unanswered";

export interface Row {
  readonly question: string;
  readonly test: Test;
  readonly value: string;
  /** Of an age: on which day; empty for the day of filling in. */
  readonly on: string;
  /** Of an age: as the law counts, full on the day before the birthday. */
  readonly is_legal: boolean;
}

/** Rows that must all hold, or of which one is enough. */
export interface Rows {
  readonly all: boolean;
  readonly rows: readonly Row[];
}

const ORDERED: readonly Test[] = ["=", "≠", "<", "≤", ">", "≥"];
const EVER: readonly Test[] = ["answered", "unanswered"];

/** What can be asked of the answer to a question, the most likely first. */
export function testsOf(question: Question): readonly Test[] {
  switch (question.kind) {
    case "yes_no":
      return ["yes", "no", ...EVER];
    case "choice":
      return ["is", "is_not", ...(question.has_other ? (["is_other"] as const) : []), ...EVER];
    case "places":
      return ["is", "is_not", ...EVER];
    case "choices":
      return ["holds", "holds_not", "count_least", "count_most", ...EVER];
    case "number":
    case "scale":
    case "time":
      return [...ORDERED, ...EVER];
    case "group":
    case "calculated":
      return ["≥", "≤", "=", "≠", "<", ">"];
    case "date":
      return question.is_birth
        ? ["age_least", "age_below", ...ORDERED, ...EVER]
        : [...ORDERED, "age_least", "age_below", ...EVER];
    case "text":
    case "paragraph":
    case "phone":
    case "mail":
    case "corporate_number":
    case "link_value":
      return ["=", "holds", "holds_not", ...EVER];
    case "address":
      return ["prefecture", "city", ...EVER];
    case "file":
    case "photo":
      return [...EVER, "count_least", "count_most"];
    case "name":
    case "ranking":
    case "matrix":
    case "position":
    case "consent":
    case "explanation":
      return EVER;
  }
}

/** What a value is, for the field it is entered in. */
export type ValueKind = "none" | "option" | "number" | "day" | "time" | "text";

export function valueKindOf(question: Question, test: Test): ValueKind {
  if (["yes", "no", "is_other", "answered", "unanswered"].includes(test)) return "none";
  if (test === "is" || test === "is_not") return "option";
  if (["count_least", "count_most", "age_least", "age_below"].includes(test)) return "number";
  if (test === "prefecture" || test === "city") return "text";
  return VALUES[question.kind] ?? "text";
}

const VALUES: Partial<Record<Kind, ValueKind>> = {
  choices: "option",
  number: "number",
  scale: "number",
  group: "number",
  calculated: "number",
  date: "day",
  time: "time",
};

/** A row as it begins, for a question that was just chosen. */
export function firstRow(question: Question): Row {
  const test = testsOf(question)[0] ?? "answered";
  return { question: question.id, test, value: firstValue(question, test), on: "", is_legal: false };
}

export function firstValue(question: Question, test: Test): string {
  const kind = valueKindOf(question, test);
  if (kind === "option" && "options" in question) return question.options[0]?.id ?? "";
  if (kind === "option" && "places" in question) return question.places[0]?.id ?? "";
  return kind === "number" ? "1" : "";
}

const answer = (question: string, part = ""): Term => ({ is: "answer", question, part });
const constant = (value: string | number | boolean): Term => ({ is: "constant", value });
const compare = (left: Term, by: "=" | "≠" | "<" | "≤" | ">" | "≥", right: Term): Condition => ({
  is: "compare",
  left,
  by,
  right,
});

/** The condition of a row. */
export function conditionOfRow(row: Row, question: Question | undefined): Condition {
  const id = row.question;
  const age: Term = { is: "age", question: id, on: row.on, is_legal: row.is_legal };
  const isNumber = question !== undefined && VALUES[question.kind] === "number";
  const typed = isNumber ? numberOf(row.value) : row.value;
  switch (row.test) {
    case "yes":
    case "no":
      return compare(answer(id), "=", constant(row.test === "yes"));
    case "is":
      return compare(answer(id), "=", constant(row.value));
    case "is_not": {
      const same = compare(answer(id), "=", constant(row.value));
      return {
        is: "all",
        of: [
          { is: "answered", question: id },
          { is: "not", of: same },
        ],
      };
    }
    case "is_other":
      return compare(answer(id, "other"), "≠", constant(""));
    case "holds":
      return { is: "contains", question: id, value: row.value };
    case "holds_not":
      return { is: "not", of: { is: "contains", question: id, value: row.value } };
    case "count_least":
      return compare({ is: "count", question: id }, "≥", constant(numberOf(row.value)));
    case "count_most":
      return compare({ is: "count", question: id }, "≤", constant(numberOf(row.value)));
    case "age_least":
      return compare(age, "≥", constant(numberOf(row.value)));
    case "age_below":
      return compare(age, "<", constant(numberOf(row.value)));
    case "prefecture":
    case "city":
      return compare(answer(id, row.test), "=", constant(row.value));
    case "answered":
      return { is: "answered", question: id };
    case "unanswered":
      return { is: "not", of: { is: "answered", question: id } };
    default:
      return compare(answer(id), row.test, constant(typed));
  }
}

function numberOf(text: string): number {
  const found = Number(text.normalize("NFKC").replaceAll(",", ""));
  return Number.isFinite(found) ? found : 0;
}

/** The condition of several rows; null for none. */
export function conditionOf({ all, rows }: Rows, questionOf: (id: string) => Question | undefined) {
  const of = rows.map((row) => conditionOfRow(row, questionOf(row.question)));
  const [first] = of;
  if (first === undefined) return null;
  const made: Condition = of.length === 1 ? first : { is: all ? "all" : "any", of };
  return made;
}

/** The rows of a condition; null for one that was made elsewhere and cannot be shown as rows. */
export function rowsOf(condition: Condition | null): Rows | null {
  if (condition === null) return { all: true, rows: [] };
  const single = rowOf(condition);
  if (single !== null) return { all: true, rows: [single] };
  if (condition.is !== "all" && condition.is !== "any") return null;
  const rows = condition.of.map(rowOf);
  return rows.every((row) => row !== null) ? { all: condition.is === "all", rows } : null;
}

const plainRow = (question: string, test: Test, value = ""): Row => ({
  question,
  test,
  value,
  on: "",
  is_legal: false,
});

function rowOf(condition: Condition): Row | null {
  switch (condition.is) {
    case "answered":
      return plainRow(condition.question, "answered");
    case "contains":
      return plainRow(condition.question, "holds", condition.value);
    case "not":
      if (condition.of.is === "answered") return plainRow(condition.of.question, "unanswered");
      if (condition.of.is === "contains")
        return plainRow(condition.of.question, "holds_not", condition.of.value);
      return null;
    case "compare":
      return condition.right.is === "constant"
        ? comparedRow(condition.left, condition.by, condition.right.value)
        : null;
    case "all":
      return otherRow(condition.of);
    default:
      return null;
  }
}

/** Answered, and not with this: something else was chosen. */
function otherRow([first, second, ...more]: readonly Condition[]): Row | null {
  if (first?.is !== "answered" || second?.is !== "not" || more.length > 0) return null;
  const same = rowOf(second.of);
  const isSo = same !== null && same.test === "=" && same.question === first.question;
  return isSo ? { ...same, test: "is_not" } : null;
}

function comparedRow(left: Term, by: string, value: string | number | boolean): Row | null {
  const said = String(value);
  switch (left.is) {
    case "answer":
      return answerRow(left.question, left.part, by, value);
    case "count":
      if (by !== "≥" && by !== "≤") return null;
      return plainRow(left.question, by === "≥" ? "count_least" : "count_most", said);
    case "age":
      if (by !== "≥" && by !== "<") return null;
      return {
        question: left.question,
        test: by === "≥" ? "age_least" : "age_below",
        value: said,
        on: left.on,
        is_legal: left.is_legal,
      };
    default:
      return null;
  }
}

function answerRow(question: string, part: string, by: string, value: string | number | boolean): Row | null {
  if (part === "other" && by === "≠" && value === "") return plainRow(question, "is_other");
  if ((part === "prefecture" || part === "city") && by === "=")
    return plainRow(question, part, String(value));
  if (part !== "") return null;
  if (typeof value === "boolean") return by === "=" ? plainRow(question, value ? "yes" : "no") : null;
  return plainRow(question, by as Test, String(value));
}

/** A row as it reads for its question: of what was chosen, "=" is "is". */
export function rowFor(row: Row, question: Question | undefined): Row {
  const chooses = question?.kind === "choice" || question?.kind === "places";
  return row.test === "=" && chooses ? { ...row, test: "is" } : row;
}
