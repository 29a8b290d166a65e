import { describe, expect, it } from "vitest";
import type { Condition, Formula } from "./document";
import { newQuestion } from "./document";
import { askable, type FormulaRow, firstFormulaRow, formulaOf, formulaRowsOf } from "./formulaRows";

const WHEN: Condition = { is: "answered", question: "a" };
const ROWS: readonly FormulaRow[] = [
  { ...firstFormulaRow("fixed", "", ""), amount: 300 },
  { ...firstFormulaRow("number", "", "n"), amount: 0.5 },
  { ...firstFormulaRow("number", "g", "n"), amount: 2, times: "m" },
  { ...firstFormulaRow("count", "", "g"), amount: 100 },
  { ...firstFormulaRow("prices", "", "c"), prices: { a: 500 } },
  { ...firstFormulaRow("prices", "g", "c"), prices: { a: 500, other: 100 }, times: "n", when: WHEN },
];

describe("lines of a calculation", () => {
  it("are found again in the formula they make", () => {
    for (const row of ROWS) {
      const lines = { rows: [row], least: null, most: null };
      expect(formulaRowsOf(formulaOf(lines)), JSON.stringify(row)).toEqual(lines);
    }
    const all = { rows: ROWS, least: 0, most: 3_000 };
    expect(formulaRowsOf(formulaOf(all))).toEqual(all);
    expect(formulaOf({ rows: [], least: null, most: 5 })).toBeNull();
  });

  it("are none where a formula was made elsewhere", () => {
    const nested: Formula = {
      is: "only",
      when: WHEN,
      gives: { is: "amount", value: 1 },
      otherwise: { is: "amount", value: 2 },
    };
    expect(formulaRowsOf(nested)).toBeNull();
    expect(formulaRowsOf({ is: "times", of: [nested, nested] })).toBeNull();
  });

  it("ask what can be counted, in groups, too", () => {
    const group = newQuestion("group", "品", "g");
    const inner = newQuestion("number", "点数", "n");
    if (group.kind !== "group" || inner.kind !== "number") throw new Error("another kind");
    const asked = [newQuestion("text", "名", "t"), { ...group, questions: [inner] }];
    expect(askable(asked, "number").map((one) => [one.group, one.question.id])).toEqual([["g", "n"]]);
    expect(askable(asked, "count").map((one) => one.question.id)).toEqual(["g"]);
  });
});
