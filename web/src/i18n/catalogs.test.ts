import { describe, expect, it } from "vitest";
import en from "./en";
import ja from "./ja";

const ARGUMENTS = [2, 3, 4, 5];

/** Every sentence of a catalog, by its place, with example arguments put in. */
function sentencesOf(value: unknown, place: string): [string, string][] {
  if (typeof value === "string") return [[place, value]];
  if (typeof value === "function") return [[place, String(value(...ARGUMENTS))]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inside]) => sentencesOf(inside, `${place}.${key}`));
}

describe("the catalogs", () => {
  it("leave no sentence empty", () => {
    for (const [place, sentence] of [...sentencesOf(ja, "ja"), ...sentencesOf(en, "en")]) {
      expect(sentence.trim(), place).not.toBe("");
    }
  });

  it("speak English in English, but for names of languages and eras", () => {
    const foreign = sentencesOf(en, "en").filter(([, sentence]) =>
      /[\u3040-\u30ff]|[\u4e00-\u9fff]/.test(sentence),
    );
    const allowed = /日本語|髙|高|令和|昨日/;
    expect(foreign.filter(([, sentence]) => !allowed.test(sentence))).toEqual([]);
  });
});
