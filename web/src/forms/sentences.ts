/** Conditions in words: 「2.1 品目」が「その他」のとき. */
import {
  type Condition,
  type FormDocument,
  findQuestion,
  numbersOf,
  optionsOf,
  type Question,
  type Term,
} from "./document";
import { type Row, rowFor, rowsOf, valueKindOf } from "./rows";
import type { FormWords } from "./words";

/** A question as people call it: its number and how its label begins. */
export function calledOf(document: FormDocument, id: string, w: FormWords): string {
  const found = findQuestion(document, id);
  if (found === null) return w.goneQuestion;
  const number = numbersOf(document).get(id) ?? "";
  return w.called(number, shortened(found.question.label || w.noLabel));
}

const SHORT = 18;
const shortened = (text: string) =>
  [...text].length > SHORT ? `${[...text].slice(0, SHORT).join("")}…` : text;

/** When something is shown, or leads on, as one sentence. */
export function sentenceOf(condition: Condition, document: FormDocument, w: FormWords): string {
  return w.when(wordsOf(condition, document, w));
}

function wordsOf(condition: Condition, document: FormDocument, w: FormWords): string {
  const rows = rowsOf(condition);
  if (rows !== null) return rows.rows.map((row) => rowWords(row, document, w)).join(rows.all ? w.and : w.or);
  switch (condition.is) {
    case "all":
    case "any":
      return condition.of
        .map((one) => w.inBrackets(wordsOf(one, document, w)))
        .join(condition.is === "all" ? w.and : w.or);
    case "not":
      return w.negated(wordsOf(condition.of, document, w));
    case "compare":
      return `${termWords(condition.left, document, w)} ${condition.by} ${termWords(condition.right, document, w)}`;
    case "contains":
      return w.tests.holds(calledOf(document, condition.question, w), condition.value);
    case "answered":
      return w.tests.answered(calledOf(document, condition.question, w), "");
  }
}

function termWords(term: Term, document: FormDocument, w: FormWords): string {
  switch (term.is) {
    case "constant":
      return String(term.value);
    case "sum":
      return w.sumOf(term.questions.map((one) => calledOf(document, one, w)));
    case "count":
      return w.countOf(calledOf(document, term.question, w));
    case "age":
      return w.ageOf(calledOf(document, term.question, w));
    case "answer":
      return calledOf(document, term.question, w);
  }
}

function rowWords(given: Row, document: FormDocument, w: FormWords): string {
  const question = findQuestion(document, given.question)?.question;
  const row = rowFor(given, question);
  const said = w.tests[row.test](calledOf(document, row.question, w), valueWords(row, question, w));
  return row.on === "" ? said : w.onDay(said, row.on);
}

function valueWords(row: Row, question: Question | undefined, w: FormWords): string {
  if (question === undefined) return row.value;
  if (row.test === "yes" && question.kind === "yes_no") return question.yes;
  if (row.test === "no" && question.kind === "yes_no") return question.no;
  if (valueKindOf(question, row.test) !== "option") return row.value;
  return optionsOf(question).find(({ id }) => id === row.value)?.label ?? w.goneOption;
}
