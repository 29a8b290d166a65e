import { expect, test } from "vitest";
import { degreesOf, isCount, LATITUDES, LONGITUDES } from "./kinds";

test.each([
  ["", true],
  ["0", true],
  ["４２", true],
  [" 120 ", true],
  ["200000", true],
  ["200001", false],
  ["-1", false],
  ["1.5", false],
  ["約30", false],
])("a number of people: %s", (typed, is) => expect(isCount(typed)).toBe(is));

test.each([
  ["36.5613", 36.5613],
  ["３６．５", 36.5],
  ["136.9", null],
  ["36,5", null],
  ["", null],
  ["1e2", null],
])("a latitude: %s", (typed, degrees) => expect(degreesOf(typed, ...LATITUDES)).toBe(degrees));

test("a longitude within Japan", () => {
  expect(degreesOf("136.96", ...LONGITUDES)).toBe(136.96);
  expect(degreesOf("36.9", ...LONGITUDES)).toBeNull();
});
