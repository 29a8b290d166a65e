import { describe, expect, it } from "vitest";
import { newDocument, newPage, newQuestion } from "../document";
import { stateOf, textsOf, withTongue, withTranslation } from "./translating";

const question = newQuestion("choice", "性別", "sex");
const document = { ...newDocument("届", "一"), pages: [newPage("一", [question], "p1")] };

describe("the texts of a form", () => {
  it("stand where the server finds them", () => {
    const places = textsOf(document).map(({ place }) => place);
    expect(places.slice(0, 3)).toEqual(["title", "p1.title", "sex.label"]);
    expect(places[3]).toMatch(/^sex\.options\.[a-z0-9]{8}\.label$/);
  });

  it("are translated of what stands there now", () => {
    const label = textsOf(document).find(({ place }) => place === "sex.label");
    if (label === undefined) throw new Error("no label");
    const translations = withTranslation(document, "en", label, "Sex");
    const said = { ...document, translations };
    expect(stateOf(said, "en", label)).toBe("good");
    expect(stateOf(said, "vi", label)).toBe("missing");
    expect(stateOf(said, "en", { ...label, text: "犬の性別" })).toBe("outdated");
    expect(withTranslation(said, "en", label, "")).toEqual({ en: {} });
    expect(withTongue(said, "vi", true)).toEqual({ ...translations, vi: {} });
    expect(withTongue(said, "en", false)).toEqual({});
  });
});
