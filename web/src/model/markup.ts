/**
 * Message text as a tree: paragraphs, quotes, tables and fenced code; within them links, mentions and code. The text is
 * never turned into HTML: the screen draws the tree, and a script in a message is words like any other.
 */
import type { Point } from "./geo";
import { linksIn } from "./links";
import type { Mention } from "./types";

export type Inline =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "link"; readonly text: string; readonly href: string }
  | { readonly kind: "mention"; readonly text: string; readonly mention: Mention }
  /** A folder or a file on a server, which no page may open: to be copied. */
  | { readonly kind: "path"; readonly text: string }
  /** A point on the earth, to be looked at on a map. */
  | { readonly kind: "position"; readonly text: string; readonly point: Point }
  | { readonly kind: "code"; readonly text: string };

export type Block =
  | { readonly kind: "paragraph"; readonly inlines: readonly Inline[] }
  /** Cells as they come from a spreadsheet. */
  | { readonly kind: "table"; readonly rows: readonly (readonly (readonly Inline[])[])[] }
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
  const lines = linesIn(text);
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

function linesIn(text: string): readonly Line[] {
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
    const end = endOfFence(lines, at);
    // A fence that is never closed is words, not code to the end of the message.
    if (end > at) return [{ kind: "code", text: textOf(lines.slice(at + 1, end)) }, end + 1];
  }
  if (kind === "quote") {
    const end = endOf(lines, at, (line) => kindOf(line) === "quote");
    const stripped = lines.slice(at, end).map(withoutQuoteMark);
    return [{ kind: "quote", inlines: inlinesOf(stripped, marks) }, end];
  }
  if (kind === "cells") {
    const end = endOf(lines, at, (line) => kindOf(line) === "cells");
    // One line with a tab is a line with a wide space.
    if (end - at > 1) return [{ kind: "table", rows: rowsOf(lines.slice(at, end), marks) }, end];
  }
  const end = endOf(lines, at, (line, i) => continuesText(lines, line, i));
  const inlines = inlinesOf(trimmedLines(lines.slice(at, end)), marks);
  return [inlines.length > 0 ? { kind: "paragraph", inlines } : null, end];
}

function kindOf(line: Line | undefined): "fence" | "quote" | "cells" | "text" {
  if (line === undefined) return "text";
  if (FENCE.test(line.text)) return "fence";
  if (QUOTE.test(line.text)) return "quote";
  return line.text.includes("\t") ? "cells" : "text";
}

function continuesText(lines: readonly Line[], line: Line, at: number): boolean {
  const kind = kindOf(line);
  if (kind === "text") return true;
  if (kind === "cells") return kindOf(lines[at + 1]) !== "cells";
  return kind === "fence" && endOfFence(lines, at) === -1;
}

function endOfFence(lines: readonly Line[], at: number): number {
  for (let i = at + 1; i < lines.length; i++) if (FENCE.test(lines[i]?.text ?? "")) return i;
  return -1;
}

function rowsOf(
  lines: readonly Line[],
  marks: readonly Mention[],
): readonly (readonly (readonly Inline[])[])[] {
  return lines.map((line) => {
    let start = line.start;
    return line.text.split("\t").map((text) => {
      const cell = { text, start };
      start += text.length + 1;
      return inlinesOf([cell], marks);
    });
  });
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

/** More blank lines one after the other say nothing, and push what others wrote off the screen. */
const BLANK_MOST = 2;

/** Blank lines between blocks are space enough. */
function trimmedLines(lines: readonly Line[]): readonly Line[] {
  const isBlank = (line: Line) => line.text.trim() === "";
  const first = lines.findIndex((line) => !isBlank(line));
  const last = lines.findLastIndex((line) => !isBlank(line));
  let blanks = 0;
  return lines.slice(Math.max(0, first), last + 1).filter((line) => {
    blanks = isBlank(line) ? blanks + 1 : 0;
    return blanks <= BLANK_MOST;
  });
}

/** So many lines are shown of a long text before one asks for the rest. */
export const FOLDED_LINES = 16;
const FOLDED_FROM = 24;
const CHARACTERS = 42;

/** About how many lines a text takes on screen. */
export function linesOnScreen(text: string): number {
  let lines = 0;
  let blanks = 0;
  for (const line of text.split("\n")) {
    blanks = line.trim() === "" ? blanks + 1 : 0;
    if (blanks <= BLANK_MOST) lines += Math.max(1, Math.ceil(line.length / CHARACTERS));
  }
  return lines;
}

export function isLong(text: string): boolean {
  return text.length > FOLDED_FROM && linesOnScreen(text) > FOLDED_FROM;
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

function* plain(text: string): Generator<Inline> {
  let at = 0;
  for (const { link, start, end } of linksIn(text)) {
    if (start > at) yield { kind: "text", text: text.slice(at, start) };
    yield link;
    at = end;
  }
  if (at < text.length) yield { kind: "text", text: text.slice(at) };
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

export interface Part {
  readonly text: string;
  readonly mention: Mention | null;
}

/** The text in its order, calls apart from what stands between them: for one line, where nothing else is marked. */
export function partsOf(text: string, mentions: readonly Mention[]): readonly Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const mention of usable(text, mentions)) {
    if (mention.start > at) parts.push({ text: text.slice(at, mention.start), mention: null });
    at = mention.start + mention.length;
    parts.push({ text: text.slice(mention.start, at), mention });
  }
  if (at < text.length) parts.push({ text: text.slice(at), mention: null });
  return parts;
}
