/** Changes of a form as it is built, and the steps back and forth through them: pure, without a clock or a request. */
import {
  asKind,
  type FormDocument,
  type Found,
  findQuestion,
  isMemberKind,
  isOfMember,
  type Kind,
  newId,
  type Question,
  type QuestionPage,
} from "./document";

/** What is said of the form as a whole. */
export type About = Omit<FormDocument, "pages">;
type AboutPage = Omit<QuestionPage, "id" | "questions">;

export type Change =
  | { readonly is: "about"; readonly set: Partial<About> }
  | { readonly is: "page"; readonly id: string; readonly set: Partial<AboutPage> }
  /** `set` holds fields of the question's own kind; another kind is a change of its own. */
  | { readonly is: "question"; readonly id: string; readonly set: object }
  | { readonly is: "kind"; readonly id: string; readonly kind: Kind }
  | { readonly is: "add page"; readonly page: QuestionPage; readonly at: number }
  | {
      readonly is: "add questions";
      /** Of a page, or of a repeating group. */
      readonly page: string;
      readonly at: number;
      readonly questions: readonly Question[];
    }
  | { readonly is: "move page"; readonly id: string; readonly at: number }
  | { readonly is: "move question"; readonly id: string; readonly page: string; readonly at: number }
  | { readonly is: "remove"; readonly id: string }
  | { readonly is: "whole"; readonly document: FormDocument };

/** The document after a change; one that names what is gone changes nothing. Places count without what is moved. */
export function apply(document: FormDocument, change: Change): FormDocument {
  switch (change.is) {
    case "about":
      return { ...document, ...change.set };
    case "page":
      return withPage(document, change.id, (page) => ({ ...page, ...change.set }));
    case "question":
      return withQuestion(document, change.id, (one) => ({ ...one, ...change.set }) as Question);
    case "kind":
      return ofKind(document, change.id, change.kind);
    case "add page":
      return { ...document, pages: inserted(document.pages, change.at, [change.page]) };
    case "add questions":
      return withContainer(document, change.page, (questions) =>
        inserted(questions, change.at, change.questions),
      );
    case "move page": {
      const page = document.pages.find(({ id }) => id === change.id);
      if (page === undefined) return document;
      const others = document.pages.filter((one) => one !== page);
      return { ...document, pages: inserted(others, change.at, [page]) };
    }
    case "move question":
      return questionMoved(document, change.id, change.page, change.at);
    case "remove":
      return without(document, change.id);
    case "whole":
      return change.document;
  }
}

function inserted<T>(list: readonly T[], at: number, items: readonly T[]): readonly T[] {
  const place = Math.max(0, Math.min(at, list.length));
  return [...list.slice(0, place), ...items, ...list.slice(place)];
}

function withPage(
  document: FormDocument,
  id: string,
  change: (page: QuestionPage) => QuestionPage,
): FormDocument {
  if (document.pages.every((page) => page.id !== id)) return document;
  return { ...document, pages: document.pages.map((page) => (page.id === id ? change(page) : page)) };
}

/** The questions of a page, or of a group, which takes only what may be asked of each member. */
function withContainer(
  document: FormDocument,
  id: string,
  change: (questions: readonly Question[]) => readonly Question[],
): FormDocument {
  if (findQuestion(document, id) === null)
    return withPage(document, id, (page) => ({ ...page, questions: change(page.questions) }));
  return withQuestion(document, id, (one) =>
    one.kind === "group" ? { ...one, questions: change(one.questions).filter(isOfMember) } : one,
  );
}

const containerOf = ({ page, group }: Found): string => group?.id ?? page.id;
const siblingsOf = ({ page, group }: Found): readonly Question[] => group?.questions ?? page.questions;

function withQuestion(document: FormDocument, id: string, change: (one: Question) => Question): FormDocument {
  const found = findQuestion(document, id);
  if (found === null) return document;
  if (found.group === null) {
    const questions = found.page.questions.map((one) => (one.id === id ? change(one) : one));
    return withPage(document, found.page.id, (page) => ({ ...page, questions }));
  }
  const inner = found.group.questions.map((one) => (one.id === id ? change(one) : one)).filter(isOfMember);
  return withQuestion(document, found.group.id, (group) => ({ ...group, questions: inner }) as Question);
}

function ofKind(document: FormDocument, id: string, kind: Kind): FormDocument {
  if (findQuestion(document, id)?.group && !isMemberKind(kind)) return document;
  return withQuestion(document, id, (one) => asKind(one, kind));
}

function questionMoved(document: FormDocument, id: string, to: string, at: number): FormDocument {
  const found = findQuestion(document, id);
  const target = findQuestion(document, to)?.question;
  const isThere =
    target === undefined ? document.pages.some((page) => page.id === to) : target.kind === "group";
  if (found === null || !isThere || (target !== undefined && !isOfMember(found.question))) return document;
  return withContainer(without(document, id), to, (questions) => inserted(questions, at, [found.question]));
}

function without(document: FormDocument, id: string): FormDocument {
  const pages = document.pages.filter((page) => page.id !== id);
  if (pages.length < document.pages.length) return { ...document, pages };
  const found = findQuestion(document, id);
  if (found === null) return document;
  return withContainer(document, containerOf(found), (questions) => questions.filter((one) => one.id !== id));
}

// --- what a hand does: steps up and down, drops, copies ----------------------------------------------------

/** One step up or down: a question goes into the next page at its edge; null where it cannot go on. */
export function stepOf(document: FormDocument, id: string, by: 1 | -1): Change | null {
  const pageAt = document.pages.findIndex((page) => page.id === id);
  if (pageAt >= 0) {
    const at = pageAt + by;
    return at < 0 || at >= document.pages.length ? null : { is: "move page", id, at };
  }
  const found = findQuestion(document, id);
  if (found === null) return null;
  const at = found.at + by;
  if (at >= 0 && at < siblingsOf(found).length)
    return { is: "move question", id, page: containerOf(found), at };
  if (found.group !== null) {
    const beside = found.page.questions.indexOf(found.group);
    return { is: "move question", id, page: found.page.id, at: by > 0 ? beside + 1 : beside };
  }
  const next = document.pages[found.pageAt + by];
  if (next === undefined) return null;
  return { is: "move question", id, page: next.id, at: by > 0 ? 0 : next.questions.length };
}

/** Something dropped before or after a page or question of the outline. */
export function dropOf(
  document: FormDocument,
  id: string,
  target: string,
  side: "before" | "after",
): Change | null {
  if (id === target) return null;
  const isPage = document.pages.some((page) => page.id === id);
  return isPage ? pageDrop(document, id, target, side) : questionDrop(document, id, target, side);
}

function pageDrop(document: FormDocument, id: string, target: string, side: "before" | "after"): Change {
  const others = document.pages.filter((page) => page.id !== id);
  const ids = others.map((page) => page.id);
  const place = ids.indexOf(target);
  if (place >= 0) return { is: "move page", id, at: side === "before" ? place : place + 1 };
  const beside = findQuestion(document, target)?.page.id ?? id;
  return { is: "move page", id, at: ids.indexOf(beside) + 1 };
}

function questionDrop(
  document: FormDocument,
  id: string,
  target: string,
  side: "before" | "after",
): Change | null {
  const rest = without(document, id);
  const pageAt = rest.pages.findIndex((page) => page.id === target);
  const page = rest.pages[pageAt];
  if (page !== undefined) {
    const before = rest.pages[pageAt - 1];
    if (side === "after" || before === undefined) return { is: "move question", id, page: page.id, at: 0 };
    return { is: "move question", id, page: before.id, at: before.questions.length };
  }
  const found = findQuestion(rest, target);
  if (found === null) return null;
  const moved = findQuestion(document, id)?.question;
  const beside =
    found.group !== null && moved !== undefined && !isOfMember(moved)
      ? { container: found.page.id, at: found.page.questions.indexOf(found.group) }
      : { container: containerOf(found), at: found.at };
  return {
    is: "move question",
    id,
    page: beside.container,
    at: side === "before" ? beside.at : beside.at + 1,
  };
}

/** A copy right behind it, with ids of its own. What leads elsewhere or asks others goes on doing so. */
export function copyOf(document: FormDocument, id: string, makeId = newId): Change | null {
  const pageAt = document.pages.findIndex((page) => page.id === id);
  const page = document.pages[pageAt];
  if (page !== undefined) {
    const questions = page.questions.map((one) => copied(one, makeId));
    return { is: "add page", page: { ...page, id: makeId(), questions }, at: pageAt + 1 };
  }
  const found = findQuestion(document, id);
  if (found === null) return null;
  const questions = [copied(found.question, makeId)];
  return { is: "add questions", page: containerOf(found), at: found.at + 1, questions };
}

/** A question with an id of its own; of a group, with questions that ask each other, not those of the first. */
function copied(question: Question, makeId: () => string): Question {
  if (question.kind !== "group") return { ...question, id: makeId() };
  const ids = new Map(question.questions.map(({ id }) => [id, makeId()]));
  const questions = question.questions.map((one) => ({
    ...one,
    id: ids.get(one.id) ?? makeId(),
    show_if: renamed(one.show_if, ids),
  }));
  return { ...question, id: makeId(), questions };
}

/** A condition that asks other questions under their new ids. */
export function renamed<T>(tree: T, ids: ReadonlyMap<string, string>): T {
  const text = JSON.stringify(tree, (key, value: unknown) => {
    if (key === "question" && typeof value === "string") return ids.get(value) ?? value;
    if (key === "questions" && Array.isArray(value)) return value.map((one) => ids.get(String(one)) ?? one);
    return value;
  });
  return JSON.parse(text) as T;
}

/** What a change leaves selected when what was selected is gone. */
export function neighbourOf(document: FormDocument, id: string): string | null {
  const found = findQuestion(document, id);
  if (found !== null) {
    const beside = siblingsOf(found)[found.at + 1] ?? siblingsOf(found)[found.at - 1];
    return beside?.id ?? containerOf(found);
  }
  const at = document.pages.findIndex((page) => page.id === id);
  return (document.pages[at + 1] ?? document.pages[at - 1])?.id ?? null;
}

// --- steps back and forth ----------------------------------------------------------------------------------

export interface History {
  readonly now: FormDocument;
  readonly past: readonly FormDocument[];
  readonly future: readonly FormDocument[];
  /** What the latest change typed in, and when: more of the same is one step back. */
  readonly typing: { readonly at: string; readonly ms: number } | null;
}

/** Pauses shorter than this belong to one go of typing. */
export const PAUSE_MS = 1_500;

export function begun(document: FormDocument): History {
  return { now: document, past: [], future: [], typing: null };
}

/** The history after a change at an instant; one that changes nothing leaves no step. */
export function changed(history: History, change: Change, ms: number): History {
  const now = apply(history.now, change);
  if (now === history.now) return history;
  const at = fieldOf(change);
  const goesOn =
    at !== null &&
    history.typing !== null &&
    history.typing.at === at &&
    ms - history.typing.ms < PAUSE_MS &&
    history.future.length === 0;
  return {
    now,
    past: goesOn ? history.past : [...history.past, history.now],
    future: [],
    typing: at === null ? null : { at, ms },
  };
}

/** Which field a change types into; null for what is a step of its own. */
function fieldOf(change: Change): string | null {
  if (change.is !== "about" && change.is !== "page" && change.is !== "question") return null;
  const fields = Object.entries(change.set);
  const [first] = fields;
  if (fields.length !== 1 || first === undefined) return null;
  const [name, value] = first;
  if (typeof value === "boolean" || value === null) return null;
  return `${change.is} ${"id" in change ? change.id : ""} ${name}`;
}

export function undone(history: History): History {
  const now = history.past.at(-1);
  if (now === undefined) return history;
  return {
    now,
    past: history.past.slice(0, -1),
    future: [history.now, ...history.future],
    typing: null,
  };
}

export function redone(history: History): History {
  const [now, ...future] = history.future;
  if (now === undefined) return history;
  return { now, past: [...history.past, history.now], future, typing: null };
}
