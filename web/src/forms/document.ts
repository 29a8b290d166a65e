/** The form as a document: what a question of each kind begins as, ids, and how questions are numbered. */
import type { Compare, FormDocument, Option, Place, QuestionPage } from "../api/generated";

export type { Branch, FormDocument, FormFault, Option, Place, QuestionPage } from "../api/generated";

export type Question = QuestionPage["questions"][number];
export type Kind = Question["kind"];
export type QuestionOf<K extends Kind> = Extract<Question, { readonly kind: K }>;
export type Group = QuestionOf<"group">;
/** What may be asked of each member of a group. */
export type MemberQuestion = Group["questions"][number];
export type Calculated = QuestionOf<"calculated">;
export type Formula = NonNullable<Calculated["formula"]>;
export type Condition = NonNullable<QuestionPage["show_if"]>;
export type Term = Compare["left"];

/** Every kind, in the order in which one looks for it. */
export const KINDS = [
  "text",
  "paragraph",
  "choice",
  "choices",
  "yes_no",
  "name",
  "address",
  "phone",
  "mail",
  "date",
  "time",
  "number",
  "scale",
  "matrix",
  "ranking",
  "places",
  "file",
  "photo",
  "position",
  "consent",
  "corporate_number",
  "explanation",
  "group",
  "calculated",
  "link_value",
] as const satisfies readonly Kind[];

/** Kinds whose answer comes without being asked. */
export const isGiven = (kind: Kind): boolean => kind === "calculated" || kind === "link_value";

const ALONE: ReadonlySet<Kind> = new Set([
  "places",
  "matrix",
  "ranking",
  "position",
  "file",
  "photo",
  "group",
  "calculated",
  "link_value",
]);

/** Whether a kind may be asked of each member of a group. */
export const isMemberKind = (kind: Kind): kind is MemberQuestion["kind"] => !ALONE.has(kind);
export const isOfMember = (question: Question): question is MemberQuestion => isMemberKind(question.kind);

/** Where a rule leads when nothing can be submitted. */
export const END = "end";

export const LABEL_MOST = 120;
export const HELP_MOST = 2_000;

const LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
const ID_LENGTH = 8;

/** An id for a page, a question or an option: it stays over all versions, so that answers go on. */
export function newId(): string {
  const random = crypto.getRandomValues(new Uint8Array(ID_LENGTH));
  return [...random].map((byte) => LETTERS[byte % LETTERS.length]).join("");
}

type Common = Pick<
  QuestionOf<"text">,
  "id" | "label" | "help" | "required" | "show_if" | "needs_care" | "ask_again"
>;

/** A question of a kind as it begins, with what all kinds have in common. */
export function questionOf(kind: Kind, common: Common): Question {
  const about = {
    id: common.id,
    label: common.label,
    help: common.help,
    required: kind === "explanation" || kind === "group" || isGiven(kind) ? false : common.required,
    show_if: common.show_if,
    needs_care: common.needs_care,
    ask_again: common.ask_again,
  };
  switch (kind) {
    case "text":
      return { kind, ...about, least: 0, most: 100, characters: "any" };
    case "paragraph":
      return { kind, ...about, least: 0, most: 1_000, rows: 5 };
    case "name":
      return { kind, ...about, with_reading: true };
    case "address":
    case "phone":
    case "corporate_number":
    case "position":
      return { kind, ...about };
    case "explanation":
      return { kind, ...about, picture: null, alt: "" };
    case "mail":
      return { kind, ...about, twice: true, gets_receipt: true, proved: false };
    case "date":
      return { kind, ...about, is_birth: false, earliest: "", latest: "" };
    case "time":
      return { kind, ...about, step: 1 };
    case "number":
      return { kind, ...about, unit: "", least: null, most: null, decimals: 0 };
    case "yes_no":
      return { kind, ...about, yes: "はい", no: "いいえ" };
    case "choice":
      return { kind, ...about, options: [], has_other: false, look: "list" };
    case "choices":
      return { kind, ...about, options: [], has_other: false, least: 0, most: 0 };
    case "scale":
      return { kind, ...about, steps: 5, low: "", high: "" };
    case "places":
      return { kind, ...about, places: [], shows_left: true, given_by: "order", waiting: 0 };
    case "matrix":
      return { kind, ...about, rows: [], options: [], every_row: true };
    case "ranking":
      return { kind, ...about, options: [], most: 0 };
    case "file":
      return { kind, ...about, ask_again: true, kinds: ["picture", "pdf"], most: 1, most_mb: 10 };
    case "photo":
      return { kind, ...about, ask_again: true, most: 3, most_mb: 10 };
    case "consent":
      return { kind, ...about, agree: "同意します" };
    case "group":
      return { kind, ...about, noun: "", counter: "件", least: 1, most: 10, in_table: 5, questions: [] };
    case "calculated":
      return { kind, ...about, formula: null, unit: "円", decimals: 0, rounding: "down" };
    case "link_value":
      return { kind, ...about, parameter: "", most: 50 };
  }
}

/** A new question with nothing but its kind and its label. */
export function newQuestion(kind: Kind, label: string, id = newId()): Question {
  const begun = { id, label, help: "", required: true, show_if: null, needs_care: false, ask_again: false };
  return withFirstOptions(questionOf(kind, begun));
}

function withFirstOptions(question: Question): Question {
  if (question.kind === "matrix") return { ...question, rows: begun("項目"), options: begun("選択肢") };
  if (question.kind !== "choice" && question.kind !== "choices" && question.kind !== "ranking")
    return question;
  return { ...question, options: begun("選択肢") };
}

const begun = (called: string) => [1, 2].map((n) => ({ id: newId(), label: `${called}${n}` }));

/** What holds options as they are of one's own, not places. */
type Optioned = QuestionOf<"choice"> | QuestionOf<"choices"> | QuestionOf<"matrix"> | QuestionOf<"ranking">;

function hasOptions(question: Question): question is Optioned {
  return ["choice", "choices", "matrix", "ranking"].includes(question.kind);
}

/** The same question as another kind: label, help, conditions and, between choices, the options stay. */
export function asKind(question: Question, kind: Kind): Question {
  const made = questionOf(kind, {
    ...question,
    required: isAsked(question) ? question.required : true,
  });
  const options = optionsOf(question);
  if (hasOptions(made)) {
    const begins = withFirstOptions(made);
    if (options.length === 0) return begins;
    const kept = { ...begins, options };
    return "has_other" in kept ? { ...kept, has_other: "has_other" in question && question.has_other } : kept;
  }
  if (made.kind === "places") {
    return { ...made, places: options.map(({ id, label }): Place => ({ id, label, capacity: 10 })) };
  }
  return made;
}

/** Whether it has a field that may be required. */
export const isAsked = ({ kind }: Question): boolean =>
  kind !== "explanation" && kind !== "group" && !isGiven(kind);

export function optionsOf(question: Question): readonly Option[] {
  if (hasOptions(question)) return question.options;
  if (question.kind === "places") return question.places.map(({ id, label }) => ({ id, label }));
  return [];
}

export function newPage(title: string, questions: readonly Question[] = [], id = newId()): QuestionPage {
  return { id, title, text: "", questions, show_if: null, rules: [] };
}

export function newDocument(title: string, page: string): FormDocument {
  return {
    title,
    summary: "",
    needs: "",
    contact: "",
    privacy: "",
    done: "",
    layout: "pages",
    is_survey: false,
    pages: [newPage(page)],
    translations: {},
  };
}

/** Whether a form asks for files. */
export function documentHasFiles(document: FormDocument): boolean {
  return document.pages.some(({ questions }) =>
    questions.some(({ kind }) => kind === "file" || kind === "photo"),
  );
}

export interface Found {
  readonly page: QuestionPage;
  readonly pageAt: number;
  readonly question: Question;
  /** Its place on the page, or in its group. */
  readonly at: number;
  /** The repeating group it is asked in. */
  readonly group: Group | null;
}

export function findQuestion(document: FormDocument, id: string): Found | null {
  for (const [pageAt, page] of document.pages.entries()) {
    for (const [at, question] of page.questions.entries()) {
      if (question.id === id) return { page, pageAt, question, at, group: null };
      if (question.kind !== "group") continue;
      const inside = question.questions.findIndex((one) => one.id === id);
      const inner = question.questions[inside];
      if (inner !== undefined) return { page, pageAt, question: inner, at: inside, group: question };
    }
  }
  return null;
}

/** The page with this id, or the one on which the question with this id stands. */
export function pageWith(document: FormDocument, id: string): QuestionPage | null {
  return document.pages.find((page) => page.id === id) ?? findQuestion(document, id)?.page ?? null;
}

/** Numbers of pages and questions as people say them: 2, 2.1, and 2.1.1 in a group; by id. */
export function numbersOf(document: FormDocument): ReadonlyMap<string, string> {
  const numbers = new Map<string, string>();
  for (const [pageAt, page] of document.pages.entries()) {
    numbers.set(page.id, String(pageAt + 1));
    for (const [at, question] of page.questions.entries()) {
      numbers.set(question.id, `${pageAt + 1}.${at + 1}`);
      if (question.kind !== "group") continue;
      for (const [inside, inner] of question.questions.entries())
        numbers.set(inner.id, `${pageAt + 1}.${at + 1}.${inside + 1}`);
    }
  }
  return numbers;
}

/** Questions that are answered before something is reached: what its condition may ask. */
export function askedBefore(document: FormDocument, id: string, including = false): readonly Question[] {
  const before: Question[] = [];
  for (const page of document.pages) {
    if (page.id === id && !including) break;
    for (const question of page.questions) {
      if (question.id === id) return answered(before);
      before.push(question);
      const inside = insideBefore(question, id);
      if (inside !== null) return answered([...before, ...inside]);
    }
    if (page.id === id) break;
  }
  return answered(before);
}

const answered = (questions: readonly Question[]) => questions.filter(({ kind }) => kind !== "explanation");

/** Within a group a condition sees what the same member answered before; null: it is not asked there. */
function insideBefore(question: Question, id: string): readonly Question[] | null {
  const inside = question.kind === "group" ? question.questions : [];
  const at = inside.findIndex((one) => one.id === id);
  return at < 0 ? null : inside.slice(0, at);
}
