import { describe, expect, test } from "vitest";
import { type Block, blocksOf, type Inline, quoted } from "./markup";
import { randomFrom } from "./testing/hall";
import type { Mention } from "./types";

const person = (start: number, length: number): Mention => ({ kind: "person", id: "sato", start, length });

function plain(blocks: readonly Block[]): string {
  return blocks
    .map((block) => (block.kind === "code" ? block.text : block.inlines.map((each) => each.text).join("")))
    .join("\n");
}

const links = (text: string) =>
  blocksOf(text).flatMap((block) =>
    block.kind === "code" ? [] : block.inlines.flatMap((each) => (each.kind === "link" ? [each.text] : [])),
  );

describe("message text as a tree", () => {
  test("keeps scripts and tags as words", () => {
    expect(blocksOf("<script>alert(1)</script> & <b>太字</b>")).toEqual([
      { kind: "paragraph", inlines: [{ kind: "text", text: "<script>alert(1)</script> & <b>太字</b>" }] },
    ]);
  });

  test("ends an address where Japanese goes on, and leaves the sentence its full stop", () => {
    expect(links("https://example.go.jp/a?x=1を見てください")).toEqual(["https://example.go.jp/a?x=1"]);
    expect(links("(https://example.go.jp/b). つぎは https://example.go.jp/c_(d), です")).toEqual([
      "https://example.go.jp/b",
      "https://example.go.jp/c_(d)",
    ]);
  });

  test("makes a link of nothing that could run", () => {
    expect(links("javascript:alert(1) data:text/html,x file:///etc/passwd http:// https://")).toEqual([]);
  });

  test("knows quotes, in either width, and fenced code", () => {
    const blocks = blocksOf("> 一行目\n＞二行目\nはい\n```\nif (a < b)\n\n  c\n```\n以上");
    expect(blocks.map((block) => block.kind)).toEqual(["quote", "paragraph", "code", "paragraph"]);
    expect(plain(blocks)).toBe("一行目\n二行目\nはい\nif (a < b)\n\n  c\n以上");
  });

  test("leaves a fence that is never closed as words", () => {
    expect(blocksOf("```\nまだ書いている").map((block) => block.kind)).toEqual(["paragraph"]);
  });

  test("keeps line breaks, and blank lines within a paragraph", () => {
    expect(plain(blocksOf("一\n\n\n二\n"))).toBe("一\n\n\n二");
  });

  test("marks whom it calls, also in quotes and beside links", () => {
    const text = "> @佐藤 美咲 さん\n@佐藤 美咲 https://a.jp";
    const found = blocksOf(text, [person(2, 6), person(12, 6)]).flatMap((block) =>
      block.kind === "code" ? [] : block.inlines.filter((each: Inline) => each.kind === "mention"),
    );
    expect(found.map((each) => each.text)).toEqual(["@佐藤 美咲", "@佐藤 美咲"]);
  });

  test("is not broken by calls that do not fit the text", () => {
    const odd = [person(-1, 3), person(2, 0), person(0, 99), person(1, 2), person(2, 2)];
    expect(plain(blocksOf("あいうえお", odd))).toBe("あいうえお");
  });

  test("loses nothing of any text but marks of quotes and code", () => {
    const random = randomFrom(3);
    const parts = ["あ", "@", "\n", "http://a.jp", "`", "x", "<", "&", "𠮷", "️", " "];
    for (let round = 0; round < 300; round += 1) {
      const text = Array.from({ length: 20 }, () => parts[Math.floor(random() * parts.length)]).join("");
      const kept = (value: string) => value.replace(/[\n`]/g, "").trim();
      expect(kept(plain(blocksOf(text)))).toBe(kept(text));
    }
  });
});

test("a quote to answer under has its mark on each line", () => {
  expect(quoted("一\n二\n")).toBe("> 一\n> 二\n");
});
