import { expect, test } from "vitest";
import { factsOf, linesOf } from "./facts";

test("lines of a table go there and back, with either colon and with none", () => {
  const facts = [
    { name: "受験番号", value: "{{通し番号}}" },
    { name: "集合", value: "9:00 南口" },
    { name: "備考", value: "" },
  ];
  expect(factsOf("受験番号：{{通し番号}}\n\n 集合 : 9:00 南口 \n備考")).toEqual(facts);
  expect(factsOf(linesOf(facts))).toEqual(facts);
});
