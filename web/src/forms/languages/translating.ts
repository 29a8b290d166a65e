/** The texts of a form by where they stand, as `src/kairan/forms/translating.py` finds them: see there. */
import type { FormDocument } from "../document";

const TEXTS = new Set([
  "title",
  "summary",
  "needs",
  "contact",
  "privacy",
  "done",
  "text",
  "label",
  "help",
  "alt",
  "yes",
  "no",
  "low",
  "high",
  "agree",
  "unit",
]);
const UNREAD = new Set(["translations", "show_if", "when"]);
const BY_ID = new Set(["pages", "questions"]);

export const ORIGINAL = "ja";
/** Every language a form may be read in, by its own name. */
export const TONGUES: readonly (readonly [tongue: string, name: string, lang: string])[] = [
  ["easy", "やさしい日本語", "ja"],
  ["en", "English", "en"],
  ["zh", "简体中文", "zh-Hans"],
  ["zh-hant", "繁體中文", "zh-Hant"],
  ["ko", "한국어", "ko"],
  ["vi", "Tiếng Việt", "vi"],
  ["tl", "Filipino", "fil"],
  ["pt", "Português", "pt"],
  ["es", "Español", "es"],
  ["ne", "नेपाली", "ne"],
  ["id", "Bahasa Indonesia", "id"],
  ["my", "မြန်မာဘာသာ", "my"],
  ["th", "ไทย", "th"],
  ["uk", "Українська", "uk"],
];

/** A text that is read: where it stands, in which field, and of which page or question (empty: of the form). */
export interface Text {
  readonly place: string;
  readonly field: string;
  readonly of: string;
  readonly text: string;
}

export function textsOf(document: FormDocument): readonly Text[] {
  const found: Text[] = [];
  collect(document, "", "", found);
  return found;
}

function collect(struct: object, at: string, of: string, found: Text[]): void {
  // In the order in which the screens show them: what something says of itself, then what is inside.
  const entries = Object.entries(struct);
  for (const [name, value] of entries)
    if (TEXTS.has(name) && typeof value === "string" && value.trim() !== "")
      found.push({ place: at + name, field: name, of, text: value });
  for (const [name, value] of entries) {
    if (!Array.isArray(value) || UNREAD.has(name)) continue;
    value.forEach((one: unknown, place) => {
      if (typeof one !== "object" || one === null) return;
      const id = "id" in one && typeof one.id === "string" ? one.id : String(place);
      const isOwn = BY_ID.has(name);
      collect(one, isOwn ? `${id}.` : `${at}${name}.${id}.`, isOwn ? id : of, found);
    });
  }
}

export type State = "missing" | "outdated" | "good";

export function stateOf(document: FormDocument, tongue: string, { place, text }: Text): State {
  const made = document.translations[tongue]?.[place];
  if (made === undefined || made.text.trim() === "") return "missing";
  return made.of === text ? "good" : "outdated";
}

/** The translations with one text said in another language; nothing said takes it away. */
export function withTranslation(
  document: FormDocument,
  tongue: string,
  { place, text }: Text,
  said: string,
): FormDocument["translations"] {
  const { [place]: _, ...others } = document.translations[tongue] ?? {};
  const texts = said === "" ? others : { ...others, [place]: { of: text, text: said } };
  return { ...document.translations, [tongue]: texts };
}

/** The translations with a language offered, or no more. */
export function withTongue(
  document: FormDocument,
  tongue: string,
  isOffered: boolean,
): FormDocument["translations"] {
  const { [tongue]: texts, ...others } = document.translations;
  return isOffered ? { ...others, [tongue]: texts ?? {} } : others;
}
