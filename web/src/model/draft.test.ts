import { describe, expect, test } from "vitest";
import {
  completed,
  completionAt,
  type Draft,
  EMPTY_DRAFT,
  isEmpty,
  isSame,
  readyToSend,
  typed,
  withQuote,
} from "./draft";
import { answersTo, closeness, departmentAnswersTo } from "./finding";
import { learnVariants } from "./fold";
import type { Person } from "./types";

const SATO: Person = {
  id: "sato",
  name: "佐藤 美咲",
  kana: "サトウ ミサキ",
  kind: "staff",
  organization_id: "o",
  organization: "汐見原市",
  department_id: "welfare",
  department: "福祉課",
  department_path: "福祉課",
  key: null,
  post: "主査",
  extension: "321",
  status: "active",
  affiliation: null,
  former: [],
};

const called = { kind: "person", id: "sato", name: SATO.name } as const;

function calling(text: string, caret = text.length): Draft {
  const at = completionAt(text, caret);
  if (at === null) throw new Error("nothing to complete");
  return completed({ ...EMPTY_DRAFT, text }, at, called).draft;
}

const calls = ({ text, mentions }: Draft) =>
  mentions.map((mention) => text.slice(mention.start, mention.start + mention.length));

describe("completing after an @", () => {
  test("begins at the start, after a space and after Japanese, in either width", () => {
    expect(completionAt("@佐", 2)).toEqual({ start: 0, query: "佐" });
    expect(completionAt("確認を＠", 4)).toEqual({ start: 3, query: "" });
    expect(completionAt("a @さと b", 5)).toEqual({ start: 2, query: "さと" });
  });

  test("does not begin within a mail address, nor after a space", () => {
    expect(completionAt("sato@city", 9)).toBeNull();
    expect(completionAt("@佐 藤", 4)).toBeNull();
  });

  test("writes the name, calls the person, and puts the caret after it", () => {
    const at = completionAt("はい @さと", 6);
    if (at === null) throw new Error();
    const { draft, caret } = completed({ ...EMPTY_DRAFT, text: "はい @さと" }, at, called);
    expect(draft.text).toBe("はい @佐藤 美咲 ");
    expect(calls(draft)).toEqual(["@佐藤 美咲"]);
    expect(caret).toBe(draft.text.length);
  });

  test("finds people by name, by reading in either kana, and by section", () => {
    for (const query of ["佐藤", "さとう", "サトウ", "みさき", "福祉", "ｻﾄｳ", ""])
      expect(answersTo(SATO, query)).toBe(true);
    expect(answersTo(SATO, "田中")).toBe(false);
    expect(closeness(SATO, "さと")).toBeLessThan(closeness(SATO, "みさ"));
  });
});

test("finds whom everybody's input method writes with the usual character, guests by their body, sections by reading", async () => {
  await learnVariants();
  const guest = { ...SATO, name: "髙橋 葛󠄀城", kana: "タカハシ カツラギ", affiliation: "介護施設しおかぜ" };
  for (const query of ["高橋", "葛城", "しおかぜ", "ふくし"]) expect(answersTo(guest, query)).toBe(true);
  expect(departmentAnswersTo("福祉課", "ふくし")).toBe(true);
  expect(departmentAnswersTo("土木課", "ふくし")).toBe(false);
});

describe("a call moves with its words", () => {
  const draft = calling("@さ");

  test("when something is written before or after it", () => {
    expect(calls(typed(draft, `至急 ${draft.text}お願いします`))).toEqual(["@佐藤 美咲"]);
  });

  test("and is none any more once its words are changed", () => {
    expect(calls(typed(draft, draft.text.replace("美咲", "美")))).toEqual([]);
    expect(calls(typed(draft, ""))).toEqual([]);
  });

  test("also when what is sent loses the space around it", () => {
    const sent = readyToSend(typed(draft, `\n\n ${draft.text}\n`));
    expect(sent.text).toBe("@佐藤 美咲");
    expect(sent.mentions).toEqual([{ kind: "person", id: "sato", start: 0, length: 6 }]);
  });
});

test("what is sent keeps the empty first cell of a table and the indentation of its first line", () => {
  expect(readyToSend({ ...EMPTY_DRAFT, text: "\n\t4月\t5月\n窓口\t12\t15\n" }).text).toBe(
    "\t4月\t5月\n窓口\t12\t15",
  );
  expect(readyToSend({ ...EMPTY_DRAFT, text: "　　字下げ" }).text).toBe("　　字下げ");
});

test("a message that only calls somebody else now is another one", () => {
  const before = { text: "@田中 一郎 です", mentions: [] };
  const mention = { kind: "person", id: "tanaka", start: 0, length: 6 } as const;
  expect(isSame(before, { ...before, mentions: [mention] })).toBe(false);
  expect(isSame(before, { ...before })).toBe(true);
});

test("a quote names whom it quotes, and leads to what was said", () => {
  const quoted = { author: "tanaka", name: "田中 一郎", message: "m1", when: "9:05", text: "一\n二" };
  const draft = withQuote({ ...EMPTY_DRAFT, text: "はい" }, quoted);
  expect(draft.text).toBe("はい\n> @田中 一郎 9:05\n> 一\n> 二\n");
  expect(draft.mentions).toEqual([{ kind: "person", id: "tanaka", start: 5, length: 6, message: "m1" }]);
});

test("a draft of blanks alone is empty, one with a file is not", () => {
  expect(isEmpty({ ...EMPTY_DRAFT, text: " \n　\u200b\u3164\u2800" })).toBe(true);
  expect(isEmpty({ ...EMPTY_DRAFT, files: [{ id: "f" } as never] })).toBe(false);
});
