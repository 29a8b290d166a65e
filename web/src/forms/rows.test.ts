import { describe, expect, it } from "vitest";
import type { Condition } from "./document";
import { KINDS, newDocument, newPage, newQuestion } from "./document";
import { conditionOf, conditionOfRow, firstRow, firstValue, rowFor, rowsOf, testsOf } from "./rows";
import { sentenceOf } from "./sentences";
import { en } from "./words/en";
import { ja } from "./words/ja";

const QUESTIONS = KINDS.map((kind) => {
  const made = newQuestion(kind, kind, kind.replace("_", ""));
  return made.kind === "choice" || made.kind === "choices" ? { ...made, has_other: true } : made;
});
const questionOf = (id: string) => QUESTIONS.find((one) => one.id === id);
const FORM = { ...newDocument("届出", ""), pages: [newPage("", QUESTIONS, "p1")] };

describe("a row of a condition", () => {
  it("is found again in the condition it makes, whatever it asks", () => {
    for (const question of QUESTIONS)
      for (const test of testsOf(question)) {
        const row = { ...firstRow(question), test, value: firstValue(question, test) };
        const found = rowsOf(conditionOfRow(row, question))?.rows ?? [];
        expect(
          found.map((one) => rowFor(one, question)),
          `${question.kind} ${test}`,
        ).toEqual([
          {
            ...row,
            value: ["yes", "no", "is_other", "answered", "unanswered"].includes(test) ? "" : row.value,
          },
        ]);
      }
  });

  it("joins others by and, or by or", () => {
    const rows = ["yesno", "number"].flatMap((id) => {
      const question = questionOf(id);
      return question === undefined ? [] : [firstRow(question)];
    });
    for (const all of [true, false]) {
      const made = conditionOf({ all, rows }, questionOf);
      expect(made?.is).toBe(all ? "all" : "any");
      expect(rowsOf(made)).toMatchObject({ all, rows: [{ test: "yes" }, { test: "=" }] });
    }
    expect(conditionOf({ all: true, rows: [] }, questionOf)).toBe(null);
  });

  it("is not made up for a condition that cannot be shown as rows", () => {
    const deep: Condition = { is: "not", of: { is: "all", of: [] } };
    expect(rowsOf(deep)).toBe(null);
    expect(sentenceOf(deep, FORM, ja)).not.toBe("");
  });
});

describe("a condition in words", () => {
  const choice = questionOf("choice");
  const other = choice && conditionOfRow({ ...firstRow(choice), test: "is_other" }, choice);

  it("says which question, and which answer", () => {
    expect(sentenceOf(other ?? { is: "all", of: [] }, FORM, ja)).toBe("「1.3 choice」が「その他」のとき");
    expect(sentenceOf({ is: "answered", question: "name" }, FORM, ja)).toBe("「1.6 name」に回答があるとき");
    expect(sentenceOf({ is: "answered", question: "name" }, FORM, en)).toBe("When “1.6 name” is answered");
  });

  it("says that a question is gone", () => {
    expect(sentenceOf({ is: "answered", question: "x" }, FORM, ja)).toContain("なくなった質問");
  });
});
