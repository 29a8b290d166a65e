/**
 * What in a line of words leads somewhere: addresses, also without https://; mail; telephone numbers; folders on a
 * file server; code. One walk from left to right: each character is looked at a bounded number of times, however
 * hostile the line.
 */

import { type Point, pointAt } from "./geo";

export type Link =
  | { readonly kind: "link"; readonly text: string; readonly href: string }
  | { readonly kind: "path"; readonly text: string }
  | { readonly kind: "position"; readonly text: string; readonly point: Point }
  | { readonly kind: "code"; readonly text: string };

export interface Found {
  /** null: it is no link after all, and nothing up to its end is looked at again. */
  readonly link: Link | null;
  readonly start: number;
  readonly end: number;
}

/** What a link begins with, or what stands in it; every part has a bounded length. */
const SIGNS =
  /https?:\/\/|geo:|www\.|\\\\[^\s\\/:*?"<>|]|`|@|(?:\+81[- ]?|0)\d{1,4}[-(][0-9]{1,4}[-)][0-9]{3,4}|\(0\d{1,4}\)[0-9]{1,4}-[0-9]{3,4}/gi;

export function linksIn(line: string): readonly (Found & { readonly link: Link })[] {
  const plain = narrowed(line);
  const found: (Found & { readonly link: Link })[] = [];
  let at = 0;
  SIGNS.lastIndex = 0;
  for (let sign = SIGNS.exec(plain); sign !== null; sign = SIGNS.exec(plain)) {
    const one = linkAt(line, plain, sign, at);
    if (one === null) continue;
    const { link, start, end } = one;
    if (link !== null) found.push({ link, start, end });
    at = end;
    SIGNS.lastIndex = end;
  }
  return found;
}

function linkAt(line: string, plain: string, sign: RegExpExecArray, from: number): Found | null {
  const [word] = sign;
  const at = sign.index;
  if (word === "`") return codeAt(line, at);
  if (word === "@") return mailAt(line, at, from);
  if (word.startsWith("\\")) return pathAt(line, at);
  if (/^h/i.test(word)) return addressAt(line, at, "");
  if (/^g/i.test(word)) return positionAt(line, at);
  if (/^w/i.test(word)) return /[\w.@/]/.test(line[at - 1] ?? "") ? null : addressAt(line, at, "https://");
  return numberAt(line, plain, at, word);
}

/** Full-width digits and dashes, as an input method writes them; each stays one character. */
function narrowed(line: string): string {
  return line.replace(/[０-９＋（）－‐−ー]/g, (wide) => {
    if ("－‐−ー".includes(wide)) return "-";
    return String.fromCharCode(wide.charCodeAt(0) - 0xfee0);
  });
}

// --- addresses -----------------------------------------------------------------------------------------------

const ADDRESS = /[\w\-.~:/?#[\]@!$&'()*+,;=%]/;
const JAPANESE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々〆]/u;
const HIRAGANA = /\p{Script=Hiragana}/u;

function addressAt(line: string, start: number, scheme: string): Found {
  const { end, isClear } = endOfAddress(line, start);
  const text = withoutTail(line.slice(start, end));
  const href = isClear ? addressOf(scheme + text) : null;
  if (href === null) return { link: null, start, end };
  return { link: { kind: "link", text, href }, start, end: start + text.length };
}

/**
 * Japanese runs on after an address without a space, and addresses contain Japanese. It belongs to the address after
 * `=`, or as a noun after a folder (`/wiki/日本`); where a particle may follow it (`/wiki/日本を`), nobody can tell, and
 * what would lead elsewhere is no link.
 */
function endOfAddress(line: string, start: number): { readonly end: number; readonly isClear: boolean } {
  const scheme = /^https?:\/\//i.exec(line.slice(start, start + 8))?.[0].length ?? 0;
  const host = line.indexOf("/", start + scheme);
  let isClear = true;
  let at = runOf(line, start);
  for (let word = wordAt(line, at, host); word !== null; word = wordAt(line, at, host)) {
    isClear &&= word.isClear;
    at = runOf(line, word.end);
  }
  return { end: at, isClear };
}

/** The Japanese that goes on with an address; null where it goes on with the sentence. `host` is where that ends. */
function wordAt(
  line: string,
  start: number,
  host: number,
): { readonly end: number; readonly isClear: boolean } | null {
  if (!JAPANESE.test(line[start] ?? "")) return null;
  const isValue = line[start - 1] === "=";
  const isNoun = line[start - 1] === "/" && start - 1 > host && !HIRAGANA.test(line[start] ?? "");
  if (!isValue && !isNoun) return null;
  let end = start;
  while (JAPANESE.test(line[end] ?? "")) end += 1;
  return { end, isClear: isValue || !HIRAGANA.test(line.slice(start, end)) };
}

function runOf(line: string, start: number): number {
  let at = start;
  while (at < line.length && ADDRESS.test(line[at] ?? "")) at += 1;
  return at;
}

/** The full stop of the sentence, and a bracket that was opened before the address, do not belong to it. */
function withoutTail(written: string): string {
  const surplus: Record<string, number> = {
    ")": countOf(written, ")") - countOf(written, "("),
    "]": countOf(written, "]") - countOf(written, "["),
  };
  let end = written.length;
  while (end > 0) {
    const last = written[end - 1] ?? "";
    if ((surplus[last] ?? 0) > 0) surplus[last] = (surplus[last] ?? 0) - 1;
    else if (!/[.,;:!?'*]/.test(last)) break;
    end -= 1;
  }
  return written.slice(0, end);
}

function countOf(text: string, character: string): number {
  return text.split(character).length - 1;
}

function addressOf(text: string): string | null {
  try {
    const url = new URL(text);
    const isNamed =
      url.hostname.includes(".") || url.hostname === "localhost" || url.hostname.startsWith("[");
    const isWeb = url.protocol === "https:" || url.protocol === "http:";
    return isWeb && (isNamed || /^https?:/i.test(text)) ? url.href : null;
  } catch {
    return null;
  }
}

// --- mail, telephone -----------------------------------------------------------------------------------------

const LOCAL_MOST = 64;
const DOMAIN_MOST = 253;

function mailAt(line: string, at: number, from: number): Found | null {
  let start = at;
  while (start > from && at - start < LOCAL_MOST && /[\w.+-]/.test(line[start - 1] ?? "")) start -= 1;
  let end = at + 1;
  while (end < line.length && end - at < DOMAIN_MOST && /[\w.-]/.test(line[end] ?? "")) end += 1;
  const text = line.slice(start, end).replace(/[.-]+$/, "");
  if (!/^[A-Za-z0-9][\w.+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}$/.test(text)) return null;
  return { link: { kind: "link", text, href: `mailto:${text}` }, start, end: start + text.length };
}

function numberAt(line: string, plain: string, start: number, word: string): Found | null {
  const end = start + word.length;
  // Within a longer number it is a number of something else.
  if (/[\d-]/.test(plain[start - 1] ?? "") || /[\d-]/.test(plain[end] ?? "")) return null;
  const digits = word.replace(/\D/g, "").replace(/^81/, "0");
  if (digits.length < 10 || digits.length > 11) return null;
  return { link: { kind: "link", text: line.slice(start, end), href: `tel:${digits}` }, start, end };
}

// --- positions -----------------------------------------------------------------------------------------------

function positionAt(line: string, start: number): Found | null {
  const found = /\w/.test(line[start - 1] ?? "") ? null : pointAt(line, start);
  if (found === null) return null;
  const end = start + found.length;
  return { link: { kind: "position", text: line.slice(start, end), point: found.point }, start, end };
}

// --- folders and code ----------------------------------------------------------------------------------------

/** A folder or a file on a server: to its end in quotation marks, or to the first space. */
function pathAt(line: string, start: number): Found {
  const quote = CLOSING[line[start - 1] ?? ""];
  let end = start + 2;
  while (end < line.length && !isEndOfPath(line[end] ?? "", quote)) end += 1;
  const text = withoutSentence(line.slice(start, end).trimEnd());
  if (!/^\\\\[^\\]+\\[^\\]/.test(text)) return { link: null, start, end };
  return { link: { kind: "path", text }, start, end: start + text.length };
}

const CLOSING: Readonly<Record<string, string>> = { '"': '"', "「": "」", "『": "』", "“": "”" };

function isEndOfPath(character: string, quote: string | undefined): boolean {
  if (quote !== undefined) return character === quote || /[*?"<>|]/.test(character);
  return /[\s、。」』】*?"<>|]/.test(character);
}

/** After an extension the sentence goes on: …\予算.xlsxを見てください */
function withoutSentence(text: string): string {
  const file = /\.[A-Za-z0-9]{1,5}(?=\p{Script=Hiragana})/u.exec(text);
  return file === null ? text : text.slice(0, file.index + file[0].length);
}

function codeAt(line: string, start: number): Found | null {
  const end = line.indexOf("`", start + 1);
  if (end <= start + 1) return null;
  return { link: { kind: "code", text: line.slice(start + 1, end) }, start, end: end + 1 };
}
