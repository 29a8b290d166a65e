/**
 * Message text as a tree: paragraphs, quotes and fenced code; within them links, mentions and code. The text is
 * never turned into HTML: the screen draws the tree, and a script in a message is words like any other.
 */
import type { Mention } from "./types";

export type Inline =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "link"; readonly text: string; readonly href: string }
  | { readonly kind: "mention"; readonly text: string; readonly mention: Mention }
  | { readonly kind: "code"; readonly text: string };

export type Block =
  | { readonly kind: "paragraph"; readonly inlines: readonly Inline[] }
  | { readonly kind: "quote"; readonly inlines: readonly Inline[] }
  | { readonly kind: "code"; readonly text: string };

interface Line {
  readonly text: string;
  /** Where the line begins in the whole text; mentions count from there. */
  readonly start: number;
}

const FENCE = /^```[^`]*$/;
const QUOTE = /^[>＞][ \u3000]?/;

export function blocksOf(text: string, mentions: readonly Mention[] = []): readonly Block[] {
  const lines = linesOf(text);
  const marks = usable(text, mentions);
  const blocks: Block[] = [];
  let at = 0;
  while (at < lines.length) {
    const [block, next] = blockAt(lines, at, marks);
    if (block) blocks.push(block);
    at = next;
  }
  return blocks;
}

function linesOf(text: string): readonly Line[] {
  let start = 0;
  return text.split("\n").map((line) => {
    const made = { text: line, start };
    start += line.length + 1;
    return made;
  });
}

function blockAt(lines: readonly Line[], at: number, marks: readonly Mention[]): [Block | null, number] {
  const kind = kindOf(lines[at]);
  if (kind === "fence") {
    const end = lines.findIndex((line, i) => i > at && FENCE.test(line.text));
    // A fence that is never closed is words, not code to the end of the message.
    if (end > at) return [{ kind: "code", text: textOf(lines.slice(at + 1, end)) }, end + 1];
  }
  if (kind === "quote") {
    const end = endOf(lines, at, (line) => kindOf(line) === "quote");
    const stripped = lines.slice(at, end).map(withoutQuoteMark);
    return [{ kind: "quote", inlines: inlinesOf(stripped, marks) }, end];
  }
  const end = endOf(lines, at, (line, i) => kindOf(line) === "text" || !opensCode(lines, i));
  const inlines = inlinesOf(trimmedLines(lines.slice(at, end)), marks);
  return [inlines.length > 0 ? { kind: "paragraph", inlines } : null, end];
}

function kindOf(line: Line | undefined): "fence" | "quote" | "text" {
  if (line === undefined) return "text";
  if (FENCE.test(line.text)) return "fence";
  return QUOTE.test(line.text) ? "quote" : "text";
}

/** Only what is not the beginning of a quote or of closed code continues a paragraph. */
function opensCode(lines: readonly Line[], at: number): boolean {
  if (kindOf(lines[at]) !== "fence") return true;
  return lines.some((line, i) => i > at && FENCE.test(line.text));
}

function endOf(lines: readonly Line[], at: number, goesOn: (line: Line, i: number) => boolean): number {
  let end = at + 1;
  while (end < lines.length) {
    const line = lines[end];
    if (line === undefined || !goesOn(line, end)) break;
    end += 1;
  }
  return end;
}

function withoutQuoteMark(line: Line): Line {
  const length = QUOTE.exec(line.text)?.[0].length ?? 0;
  return { text: line.text.slice(length), start: line.start + length };
}

/** Blank lines between blocks are space enough. */
function trimmedLines(lines: readonly Line[]): readonly Line[] {
  const isBlank = (line: Line) => line.text.trim() === "";
  const first = lines.findIndex((line) => !isBlank(line));
  const last = lines.findLastIndex((line) => !isBlank(line));
  return first === -1 ? [] : lines.slice(first, last + 1);
}

function textOf(lines: readonly Line[]): string {
  return lines.map((line) => line.text).join("\n");
}

function inlinesOf(lines: readonly Line[], marks: readonly Mention[]): readonly Inline[] {
  const inlines: Inline[] = [];
  for (const [i, line] of lines.entries()) {
    if (i > 0) push(inlines, { kind: "text", text: "\n" });
    for (const inline of inlinesOfLine(line, marks)) push(inlines, inline);
  }
  return inlines;
}

function push(inlines: Inline[], inline: Inline): void {
  const last = inlines.at(-1);
  if (last?.kind === "text" && inline.kind === "text") {
    inlines[inlines.length - 1] = { kind: "text", text: last.text + inline.text };
  } else inlines.push(inline);
}

function* inlinesOfLine(line: Line, marks: readonly Mention[]): Generator<Inline> {
  let at = 0;
  const end = line.start + line.text.length;
  for (const mention of marks) {
    const from = mention.start - line.start;
    if (from < at || mention.start + mention.length > end) continue;
    yield* plain(line.text.slice(at, from));
    yield { kind: "mention", text: line.text.slice(from, from + mention.length), mention };
    at = from + mention.length;
  }
  yield* plain(line.text.slice(at));
}

/** Only characters of addresses: Japanese runs on without a space after one. */
const LINK_OR_CODE = /https?:\/\/[\w\-.~:/?#[\]@!$&'()*+,;=%]+|`[^`\n]+`/gi;

function* plain(text: string): Generator<Inline> {
  let at = 0;
  for (const match of text.matchAll(LINK_OR_CODE)) {
    const found = match[0].startsWith("`") ? codeOf(match[0]) : linkOf(match[0]);
    if (found === null) continue;
    if (match.index > at) yield { kind: "text", text: text.slice(at, match.index) };
    yield found.inline;
    at = match.index + found.length;
  }
  if (at < text.length) yield { kind: "text", text: text.slice(at) };
}

interface Found {
  readonly inline: Inline;
  readonly length: number;
}

function codeOf(written: string): Found {
  return { inline: { kind: "code", text: written.slice(1, -1) }, length: written.length };
}

function linkOf(written: string): Found | null {
  const text = withoutTail(written);
  const href = addressOf(text);
  return href === null ? null : { inline: { kind: "link", text, href }, length: text.length };
}

/** The full stop of the sentence, and a bracket that was opened before the address, do not belong to it. */
function withoutTail(written: string): string {
  let text = written.replace(/[.,;:!?'*]+$/, "");
  while (text.endsWith(")") && count(text, ")") > count(text, "(")) text = text.slice(0, -1);
  return text;
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}

function addressOf(text: string): string | null {
  try {
    const url = new URL(text);
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
  } catch {
    return null;
  }
}

/** Mentions that fit the text, in order, none over another: what comes from outside may be anything. */
function usable(text: string, mentions: readonly Mention[]): readonly Mention[] {
  const fitting: Mention[] = [];
  for (const mention of [...mentions].sort((a, b) => a.start - b.start)) {
    const last = fitting.at(-1);
    const isFree = last === undefined || mention.start >= last.start + last.length;
    const isInside =
      mention.start >= 0 && mention.length > 0 && mention.start + mention.length <= text.length;
    if (isFree && isInside) fitting.push(mention);
  }
  return fitting;
}

/** A quote to answer under, as typed text. */
export function quoted(text: string): string {
  const lines = text.trimEnd().split("\n");
  return `${lines.map((line) => `> ${line}`).join("\n")}\n`;
}
