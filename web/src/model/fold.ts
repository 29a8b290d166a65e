/**
 * The form in which words are compared, as the server folds them (`kairan/core/kit/folding.py`; the vectors in
 * `fold.vectors.json` are tested on both sides): width, case and kana make no difference, every dash is one, and
 * 異体字 are their usual form, since everybody's input method writes 高 for 髙. The table of 異体字 is fetched when it
 * is first wanted; until then all but those are folded.
 */

const KATAKANA = /[\u30a1-\u30f6\u30fd\u30fe]/g;
const DASHES = /[‐‑‒–—―⁃−─━ーｰ－﹣﹘➖]/g;
const WAVES = /[〜～∼∾〰]/g;
const APOSTROPHES = /[‘’‛′]/g;
const QUOTES = /[“”‟″〝〟]/g;
const VOICED = /[゛ﾞ]/g;
const HALF_VOICED = /[゜ﾟ]/g;
const WITHOUT_APPEARANCE = /\p{Default_Ignorable_Code_Point}/gu;
const SMALL: Readonly<Record<string, string>> = { ゕ: "か", ゖ: "け" };

let usual: ReadonlyMap<string, string> = new Map();
let asking: Promise<void> | null = null;
const listeners = new Set<() => void>();

export function fold(text: string): string {
  return spelled(text).replace(/\s+/g, " ").trim();
}

/** For finding as one types: spaces make no difference either. */
export function foldedTight(text: string): string {
  return spelled(text).replace(/\s+/g, "");
}

function spelled(text: string): string {
  const plain = text
    .replace(WITHOUT_APPEARANCE, "")
    .replace(VOICED, "\u3099")
    .replace(HALF_VOICED, "\u309a")
    .normalize("NFKC")
    .toLowerCase()
    .replace(KATAKANA, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60))
    .replace(/[ゕゖ]/g, (kana) => SMALL[kana] ?? kana)
    .replace(DASHES, "-")
    .replace(WAVES, "~")
    .replace(APOSTROPHES, "'")
    .replace(QUOTES, '"');
  if (usual.size === 0) return plain;
  return Array.from(plain, (character) => usual.get(character) ?? character).join("");
}

/** Fetches the table of 異体字, once. */
export function learnVariants(): Promise<void> {
  asking ??= import("../../../src/kairan/core/kit/variants.txt?raw").then(({ default: table }) => {
    usual = tableOf(table);
    for (const listener of listeners) listener();
  });
  return asking;
}

export function areVariantsKnown(): boolean {
  return usual.size > 0;
}

export function listenToVariants(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** A group a line, the form in use first. */
function tableOf(table: string): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>();
  for (const line of table.split("\n")) {
    if (line.startsWith("#")) continue;
    const [form, ...variants] = Array.from(line.trim());
    if (form !== undefined) for (const variant of variants) pairs.set(variant, form);
  }
  return pairs;
}
