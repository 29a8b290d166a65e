import { describe, expect, test } from "vitest";
import {
  answersTo,
  closeness,
  completed,
  completionAt,
  type Draft,
  EMPTY_DRAFT,
  isEmpty,
  readyToSend,
  typed,
} from "./draft";
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

test("a draft of blanks alone is empty, one with a file is not", () => {
  expect(isEmpty({ ...EMPTY_DRAFT, text: " \n　" })).toBe(true);
  expect(isEmpty({ ...EMPTY_DRAFT, files: [{ id: "f" } as never] })).toBe(false);
});
