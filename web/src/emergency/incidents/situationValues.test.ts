import { expect, test } from "vitest";
import type { SituationItem } from "../../api/generated";
import { valueIn, valuesIn } from "./situationValues";

const DEAD: SituationItem = { code: "dead", label: "死者", unit: "人", type: "count" };
const RICE: SituationItem = { code: "rice", label: "田", unit: "ha", type: "area" };
const PLACE: SituationItem = { code: "place", label: "場所", unit: "", type: "line" };

test("numbers are read as people type them", () => {
  expect(valueIn(DEAD, "１，２００")).toBe(1200);
  expect(valueIn(DEAD, "0")).toBe(0);
  expect(valueIn(RICE, "1.25")).toBe(1.25);
});

test("what is no such number is told", () => {
  for (const typed of ["一人", "-1", "1.5"]) expect(valueIn(DEAD, typed)).toBeUndefined();
  expect(valuesIn([DEAD, PLACE], { dead: "多数", place: "北部" })).toBeNull();
});

test("what is empty is not confirmed, and not none", () => {
  expect(valuesIn([DEAD, RICE, PLACE], { dead: "", rice: "0", place: "北部" })).toEqual({
    rice: 0,
    place: "北部",
  });
});
