/**
 * The page of applicants in a frame without scripts. Its document stays and only what is in it is exchanged, so that
 * neither the style sheet is fetched again nor the place one has scrolled to is lost.
 */

import { LABEL_MOST } from "../document";

/** Put a page into a frame that holds one already. False: it holds none yet. */
export function exchange(document: Document | null, html: string): boolean {
  const main = document?.body?.querySelector("main");
  if (!document || !main) return false;
  const next = new DOMParser().parseFromString(html, "text/html");
  document.documentElement.lang = next.documentElement.lang;
  document.title = next.title;
  document.body.replaceChildren(...[...next.body.childNodes].map((node) => document.adoptNode(node)));
  return true;
}

/** The question an element of the page belongs to. */
export function questionAt(target: EventTarget | null): string | null {
  const element = isElement(target) ? target.closest("[id^='q-']") : null;
  return element === null ? null : shownBy(element);
}

/** The question an element shows: `q-family.2.born` is `born` of the second member of a group. */
const shownBy = (element: Element): string => element.id.slice(2).split(".").at(-1) ?? "";

/** Elements of a frame are of the frame's own classes. */
function isElement(target: EventTarget | null): target is HTMLElement {
  return target !== null && "closest" in target && typeof target.closest === "function";
}

/** What of the page can be edited where it stands. */
export interface Spot {
  readonly element: HTMLElement;
  /** The question whose words these are; null: the heading of the page. */
  readonly question: string | null;
}

const NAMES = ".label, legend, h2, h3";

/** The words under a pointer that can be edited: the page's heading, or what a question asks. */
export function spotAt(target: EventTarget | null): Spot | null {
  if (!isElement(target) || target.closest(".tag, .fault, .member > legend") !== null) return null;
  const heading = target.closest<HTMLElement>("h1");
  if (heading !== null) return { element: wordsOf(heading), question: null };
  const question = questionAt(target);
  const name = target.closest<HTMLElement>(NAMES);
  const holder = name?.closest("[id^='q-']");
  if (question === null || name === null || !holder || shownBy(holder) !== question) return null;
  return { element: wordsOf(name), question };
}

/** The words alone, without the mark that something is required. */
function wordsOf(name: HTMLElement): HTMLElement {
  const own = name.querySelector<HTMLElement>("[data-words]");
  if (own !== null) return own;
  const document = name.ownerDocument;
  const words = document.createElement("span");
  words.dataset.words = "";
  for (const node of [...name.childNodes]) {
    if (node.nodeType === 3) words.append(node);
  }
  name.prepend(words);
  return words;
}

/** Let words be edited where they stand; `typed` hears each change, `done` when one leaves them. */
export function editIn({ element }: Spot, typed: (text: string) => void, done: () => void): void {
  if (element.isContentEditable) return;
  element.contentEditable = "true";
  element.focus();
  const input = () => typed(textOf(element));
  const press = (event: KeyboardEvent) => {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    element.blur();
  };
  const paste = (event: ClipboardEvent) => {
    event.preventDefault();
    const plain = (event.clipboardData?.getData("text/plain") ?? "").replace(/\s+/g, " ");
    element.ownerDocument.execCommand("insertText", false, plain);
  };
  const leave = () => {
    element.contentEditable = "false";
    element.removeEventListener("input", input);
    element.removeEventListener("keydown", press);
    element.removeEventListener("paste", paste);
    done();
  };
  element.addEventListener("input", input);
  element.addEventListener("keydown", press);
  element.addEventListener("paste", paste);
  element.addEventListener("blur", leave, { once: true });
}

const textOf = (element: HTMLElement) =>
  (element.textContent ?? "").replace(/\s*\n\s*/g, " ").slice(0, LABEL_MOST);

/** Show what is selected, and what depends on a condition: by the page's own colours, not by a sheet of ours. */
export function mark(document: Document | null, chosen: string, conditional: ReadonlySet<string>): void {
  for (const element of document?.querySelectorAll<HTMLElement>("[id^='q-']") ?? []) {
    const id = shownBy(element);
    const isChosen = id === chosen;
    element.style.outline = isChosen ? "3px solid #4979f5" : conditional.has(id) ? "2px dashed #8c8c8c" : "";
    element.style.outlineOffset = isChosen || conditional.has(id) ? "0.5rem" : "";
    element.style.borderRadius = isChosen || conditional.has(id) ? "4px" : "";
  }
}

/** Bring a question into sight. False: the page does not hold it. */
export function show(document: Document | null, id: string): boolean {
  const shown = [...(document?.querySelectorAll("[id^='q-']") ?? [])];
  const element = shown.find((one) => shownBy(one) === id) ?? null;
  element?.scrollIntoView({ block: "nearest" });
  return element !== null;
}

/** What is typed in after a button of a repeating group: `add:family`, `remove:family:2`; others change nothing. */
export function afterAct(
  typed: Readonly<Record<string, readonly string[]>>,
  act: string,
): Record<string, readonly string[]> {
  const [verb, group = "", number = ""] = act.split(":");
  const count = Number(typed[group]?.[0] ?? 0);
  if (verb === "add")
    return { ...keptIn(typed, group, (at) => (at > count ? null : at)), [group]: [String(count + 1)] };
  if (verb !== "remove") return { ...typed };
  const gone = Number(number);
  const moved = keptIn(typed, group, (at) => (at === gone ? null : at > gone ? at - 1 : at));
  return { ...moved, [group]: [String(Math.max(0, count - 1))] };
}

/** Fields with those of members under their new numbers; null: gone. */
function keptIn(
  typed: Readonly<Record<string, readonly string[]>>,
  group: string,
  numberOf: (at: number) => number | null,
): Record<string, readonly string[]> {
  return Object.fromEntries(
    Object.entries(typed).flatMap(([name, values]) => {
      const [first, at, ...rest] = name.split(".");
      if (first !== group || rest.length === 0) return [[name, values]];
      const number = numberOf(Number(at));
      return number === null ? [] : [[[first, number, ...rest].join("."), values]];
    }),
  );
}

/** What was typed into the page, by the names of its fields. */
export function typedIn(document: Document | null): Record<string, string[]> {
  const typed: Record<string, string[]> = {};
  const fields =
    document?.querySelectorAll<HTMLInputElement>("input[name], select[name], textarea[name]") ?? [];
  for (const field of fields) {
    if (field.name.startsWith("-")) continue;
    const isTicked = !["radio", "checkbox"].includes(field.type) || field.checked;
    typed[field.name] = [
      ...(typed[field.name] ?? []),
      ...(isTicked && field.value !== "" ? [field.value] : []),
    ];
  }
  return typed;
}
