import { describe, expect, it } from "vitest";
import { en } from "./en";
import { ja } from "./ja";

const ARGUMENTS = [2, 3, 4, 5];
/** Nothing is to be said there. */
const EMPTY = new Set(["newPageTitle", "labelHint"]);

function sentencesOf(value: unknown, place: string): [string, string][] {
  if (typeof value === "string") return [[place, value]];
  if (typeof value === "function") {
    const list = place === "sumOf" ? [["2", "3"]] : ARGUMENTS;
    return [[place, String(value(...list))]];
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inside]) =>
    sentencesOf(inside, place === "" ? key : `${place}.${key}`),
  );
}

describe("the words of forms", () => {
  it("leave no sentence empty", () => {
    for (const [place, sentence] of [...sentencesOf(ja, ""), ...sentencesOf(en, "")])
      if (!EMPTY.has(place)) expect(sentence.trim(), place).not.toBe("");
  });

  it("speak English in English", () => {
    const foreign = sentencesOf(en, "").filter(([, text]) => /[\u3040-\u30ff]|[\u4e00-\u9fff]/.test(text));
    expect(foreign).toEqual([]);
  });
});
