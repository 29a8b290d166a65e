import { describe, expect, it } from "vitest";
import { en } from "./en";
import { ja } from "./ja";

const ARGUMENTS = [2, 3, 4, 5];
/** These want names, and how many more. */
const OF_NAMES = new Set(["sumOf", "alsoHere", "alsoHereMore"]);
/** Nothing is to be said there. */
const EMPTY = new Set(["newPageTitle", "labelHint"]);

function sentencesOf(value: unknown, place: string): [string, string][] {
  if (typeof value === "string") return [[place, value]];
  if (typeof value === "function") {
    const list = OF_NAMES.has(place.split(".").at(-1) ?? "") ? [["2", "3"], 4] : ARGUMENTS;
    return [[place, String(value(...list))]];
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inside]) =>
    sentencesOf(inside, place === "" ? key : `${place}.${key}`),
  );
}

const PARTS = import.meta.glob<Record<string, unknown>>("./{ja,en}.*.ts", { eager: true });

/** The words each file of a language adds, under the file's own name. */
function partsOf(language: string): [string, string[]][] {
  return Object.entries(PARTS)
    .filter(([file]) => file.startsWith(`./${language}.`))
    .map(([file, exported]) => [file, Object.keys(exported[file.split(".")[2] ?? ""] ?? {})]);
}

describe("the words of forms", () => {
  it("are said by one file each", () => {
    for (const language of ["ja", "en"]) {
      const parts = partsOf(language);
      expect(parts.length).toBeGreaterThan(5);
      const all = parts.flatMap(([, keys]) => keys);
      expect(all.filter((key, at) => all.indexOf(key) !== at)).toEqual([]);
    }
  });

  it("leave no sentence empty", () => {
    for (const [place, sentence] of [...sentencesOf(ja, ""), ...sentencesOf(en, "")])
      if (!EMPTY.has(place)) expect(sentence.trim(), place).not.toBe("");
  });

  it("speak English in English", () => {
    const foreign = sentencesOf(en, "").filter(([, text]) => /[\u3040-\u30ff]|[\u4e00-\u9fff]/.test(text));
    expect(foreign).toEqual([]);
  });
});
