/** What stands in the composer: text, whom it calls, and what is attached. One per room and per thread. */
import type { Asking, FileCard, Id, Mention } from "./types";

export interface Draft {
  readonly text: string;
  readonly mentions: readonly Mention[];
  readonly files: readonly FileCard[];
  /** What it will ask of its readers. */
  readonly confirmation?: Asking | null;
}

export const EMPTY_DRAFT: Draft = { text: "", mentions: [], files: [] };

/** Something with an appearance of its own; the empty Braille cell (U+2800) has none. */
const SEEN = /[^\s\u2800\p{Default_Ignorable_Code_Point}]/u;

export function isEmpty(draft: Draft): boolean {
  return !SEEN.test(draft.text) && draft.files.length === 0;
}

export function draftKey(room: Id, root: Id | null): string {
  return root === null ? room : `${room}/${root}`;
}

/** The text as typed on; calls move with their words, and are no calls any more once their words are changed. */
export function typed(draft: Draft, text: string): Draft {
  if (text === draft.text) return draft;
  return { ...draft, text, mentions: movedMentions(draft.text, text, draft.mentions) };
}

export function movedMentions(
  before: string,
  after: string,
  mentions: readonly Mention[],
): readonly Mention[] {
  if (mentions.length === 0) return mentions;
  const same = commonStart(before, after);
  const sameEnd = commonEnd(before, after, same);
  const changeEnd = before.length - sameEnd;
  const shift = after.length - before.length;
  return mentions.flatMap((mention) => {
    if (mention.start + mention.length <= same) return [mention];
    if (mention.start >= changeEnd) return [{ ...mention, start: mention.start + shift }];
    // A change on both sides at once, as by undoing: the words are still there.
    const words = before.slice(mention.start, mention.start + mention.length);
    const at = onlyPlaceOf(words, after, same, after.length - sameEnd);
    return at === null ? [] : [{ ...mention, start: at }];
  });
}

function onlyPlaceOf(words: string, text: string, from: number, to: number): number | null {
  const at = text.indexOf(words, Math.max(0, from - words.length));
  if (at === -1 || at > to) return null;
  return text.indexOf(words, at + 1) === -1 ? at : null;
}

function commonStart(a: string, b: string): number {
  const limit = Math.min(a.length, b.length);
  let n = 0;
  while (n < limit && a[n] === b[n]) n += 1;
  return n;
}

function commonEnd(a: string, b: string, start: number): number {
  const limit = Math.min(a.length, b.length) - start;
  let n = 0;
  while (n < limit && a[a.length - 1 - n] === b[b.length - 1 - n]) n += 1;
  return n;
}

// --- completion after @ ----------------------------------------------------------------------------------

export interface Completion {
  /** Where the @ stands. */
  readonly start: number;
  readonly query: string;
}

/** What is being completed at the caret; an @ within a word (a mail address) calls nobody. */
export function completionAt(text: string, caret: number): Completion | null {
  const match = /(?:^|[^\w.@＠])([@＠])([^\s@＠]{0,20})$/.exec(text.slice(0, caret));
  if (match === null) return null;
  const query = match[2] ?? "";
  return { start: caret - query.length - 1, query };
}

/** The draft with the call written in place of what was typed, and where the caret goes. */
export function completed(
  draft: Draft,
  { start, query }: Completion,
  called: { kind: Mention["kind"]; id: Id | null; name: string },
): { draft: Draft; caret: number } {
  const written = `@${called.name}`;
  const rest = draft.text.slice(start + 1 + query.length);
  const space = /^[\s、。]/.test(rest) ? "" : " ";
  const next = typed(draft, `${draft.text.slice(0, start)}${written}${space}${rest}`);
  const mention: Mention = { kind: called.kind, id: called.id, start, length: written.length };
  const mentions = [...next.mentions, mention].sort((a, b) => a.start - b.start);
  return { draft: { ...next, mentions }, caret: start + written.length + 1 };
}

// --- quotes ----------------------------------------------------------------------------------------------

export interface Quoted {
  readonly author: Id;
  readonly name: string;
  readonly message: Id;
  readonly when: string;
  readonly text: string;
}

/** The draft with a quote at its end that names whom it quotes: they are told, and one can go there. */
export function withQuote(draft: Draft, { author, name, message, when, text }: Quoted): Draft {
  const lead = draft.text === "" || draft.text.endsWith("\n") ? draft.text : `${draft.text}\n`;
  const called = `@${name}`;
  const lines = text.split("\n").map((line) => `> ${line}`);
  const next = typed(draft, `${lead}> ${called} ${when}\n${lines.join("\n")}\n`);
  const mention: Mention = {
    kind: "person",
    id: author,
    start: lead.length + 2,
    length: called.length,
    message,
  };
  return { ...next, mentions: [...next.mentions, mention] };
}

// --- on the way out --------------------------------------------------------------------------------------

/** What is sent: without blank lines around; the first line keeps its indentation and its empty first cell. */
export function readyToSend(draft: Draft): Pick<Draft, "text" | "mentions"> {
  const lead = /^(?:[^\S\n]*\n)* */.exec(draft.text)?.[0].length ?? 0;
  const text = draft.text.slice(lead).trimEnd();
  const mentions = draft.mentions
    .map((mention) => ({ ...mention, start: mention.start - lead }))
    .filter((mention) => mention.start >= 0 && mention.start + mention.length <= text.length);
  return { text, mentions };
}

/** Whether an edited message says or calls anything else than before. */
export function isSame(
  a: { readonly text: string; readonly mentions: readonly Mention[] },
  b: { readonly text: string; readonly mentions: readonly Mention[] },
): boolean {
  return a.text === b.text && keysOf(a.mentions) === keysOf(b.mentions);
}

function keysOf(mentions: readonly Mention[]): string {
  return mentions
    .map(({ kind, id, start, length }) => `${start} ${length} ${kind} ${id}`)
    .sort()
    .join();
}
