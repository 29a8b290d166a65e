import { describe, expect, it } from "vitest";
import { newDocument } from "../document";
import { readFormFile } from "./formFile";

const document = newDocument("飼い犬の死亡届", "記入");
const file = (more: object = {}) => JSON.stringify({ kairan: "form", format: 1, document, ...more });

describe("a form in a file", () => {
  it("is the form that was kept, also with the mark an editor puts in front", () => {
    expect(readFormFile(file())).toEqual(document);
    expect(readFormFile(`\ufeff${file()}`)).toEqual(document);
  });

  it("is refused where it is something else", () => {
    for (const text of [
      "",
      "{",
      "null",
      "[]",
      '"form"',
      "{}",
      file({ kairan: "room" }),
      file({ document: [] }),
    ])
      expect(readFormFile(text)).toBe("not_form");
    expect(readFormFile(file({ document: { title: "名前だけ" } }))).toBe("not_form");
  });

  it("is told to be of a newer version", () => {
    expect(readFormFile(file({ format: 2 }))).toBe("newer");
  });
});
