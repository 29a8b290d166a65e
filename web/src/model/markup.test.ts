import { describe, expect, test } from "vitest";
import { type Block, blocksOf, type Inline, isLong, linesOnScreen, partsOf } from "./markup";
import { randomFrom } from "./testing/random";
import type { Mention } from "./types";

const person = (start: number, length: number): Mention => ({ kind: "person", id: "sato", start, length });

function inlinesIn(block: Block): readonly Inline[] {
  if (block.kind === "code") return [];
  return block.kind === "table" ? block.rows.flat(2) : block.inlines;
}

function plain(blocks: readonly Block[]): string {
  return blocks
    .map((block) => {
      if (block.kind === "code") return block.text;
      if (block.kind !== "table") return words(block.inlines);
      return block.rows.map((cells) => cells.map(words).join("\t")).join("\n");
    })
    .join("\n");
}

const words = (inlines: readonly Inline[]) => inlines.map((each) => each.text).join("");

const found = (text: string, kind: Inline["kind"] = "link") =>
  blocksOf(text).flatMap((block) => inlinesIn(block).filter((each) => each.kind === kind));
const links = (text: string) => found(text).map((each) => each.text);
const hrefs = (text: string) => found(text).map((each) => (each.kind === "link" ? each.href : ""));

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
    const called = blocksOf(text, [person(2, 6), person(12, 6)]).flatMap((block) =>
      inlinesIn(block).filter((each) => each.kind === "mention"),
    );
    expect(called.map((each) => each.text)).toEqual(["@佐藤 美咲", "@佐藤 美咲"]);
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

describe("what leads somewhere", () => {
  test("leaves brackets and the full stop of the sentence out", () => {
    expect(links("(https://example.jp/a.) [https://example.jp/b] 「https://example.jp/c」")).toEqual([
      "https://example.jp/a",
      "https://example.jp/b",
      "https://example.jp/c",
    ]);
  });

  test("takes Japanese into an address only where it belongs there, and links nothing where nobody can tell", () => {
    expect(links("https://ja.wikipedia.org/wiki/日本")).toEqual(["https://ja.wikipedia.org/wiki/日本"]);
    expect(links("https://a.jp/s?q=避難所&x=1 を")).toEqual(["https://a.jp/s?q=避難所&x=1"]);
    expect(links("https://ja.wikipedia.org/wiki/日本を見てください")).toEqual([]);
    expect(links("https://example.jp/をご覧ください")).toEqual(["https://example.jp/"]);
  });

  test("knows addresses without https, mail and telephone numbers", () => {
    expect(hrefs("www.city.aoba.jp/a と mado@city.aoba.jp、0982-34-1111 か 090-1234-5678")).toEqual([
      "https://www.city.aoba.jp/a",
      "mailto:mado@city.aoba.jp",
      "tel:0982341111",
      "tel:09012345678",
    ]);
    expect(hrefs("（０９８２）３４－１１１１")).toEqual(["tel:0982341111"]);
    expect(links("令和8-11-30 第2026-1130-001号 1234567890 a@b")).toEqual([]);
  });

  test("knows folders on a file server, with Japanese names", () => {
    const paths = (text: string) => found(text, "path").map((each) => each.text);
    expect(paths("\\\\fs01\\共有\\予算.xlsxを見てください")).toEqual(["\\\\fs01\\共有\\予算.xlsx"]);
    expect(paths('"\\\\fs01\\共有 フォルダ\\a" です')).toEqual(["\\\\fs01\\共有 フォルダ\\a"]);
    expect(paths("\\\\ だけ")).toEqual([]);
  });
});

test("cells of a spreadsheet are a table, with an empty corner where one is", () => {
  const [table] = blocksOf("\t4月\t5月\n窓口\t12\t15");
  expect(table?.kind === "table" && table.rows.map((cells) => cells.map(words))).toEqual([
    ["", "4月", "5月"],
    ["窓口", "12", "15"],
  ]);
});

test("a bomb of newlines is a gap, and a long text is long", () => {
  const bomb = `上${"\n".repeat(200)}下`;
  expect(plain(blocksOf(bomb))).toBe("上\n\n\n下");
  expect(linesOnScreen(bomb)).toBe(4);
  expect([isLong(bomb), isLong("あ".repeat(10_000)), isLong("短い\n文")]).toEqual([false, true, false]);
});

test("a hostile text costs no more than its length: four times as long, not sixteen times", () => {
  const signs = [
    ")",
    "(",
    "[",
    "]",
    "`",
    "@",
    "a@",
    "http://",
    "www.",
    "\\\\a",
    "0",
    "0-",
    "日/",
    "=日",
    ".",
  ];
  const lines = ["```\n", ">\n", "\t\n", "\n"];
  for (const part of [...signs, ...lines])
    for (const begin of ["", "http://a/b/"]) {
      const text = (length: number) => begin + part.repeat(length / part.length);
      expect(cost(text(10_000)), `${begin}${part}…`).toBeLessThan(9 * cost(text(2_500)) + 30_000);
    }
}, 60_000);

/** The processor's time in µs, the better of two: what else runs on the machine does not count. */
function cost(text: string): number {
  const once = () => {
    const before = process.cpuUsage();
    blocksOf(text);
    return process.cpuUsage(before).user;
  };
  return Math.min(once(), once());
}

test("a line tells calls from words, and loses nothing of either", () => {
  const text = "至急 @佐藤 美咲 と @全員 へ";
  const mentions = [
    { kind: "all", id: null, start: text.indexOf("@全員"), length: 3 },
    { kind: "person", id: "sato", start: 3, length: 6 },
    { kind: "person", id: "none", start: 100, length: 6 },
  ] as const;
  const parts = partsOf(text, mentions);
  expect(parts.map((part) => part.text).join("")).toBe(text);
  expect(parts.filter(({ mention }) => mention !== null).map((part) => part.text)).toEqual([
    "@佐藤 美咲",
    "@全員",
  ]);
  expect(partsOf("", [])).toEqual([]);
});
