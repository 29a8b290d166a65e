import { expect, test } from "vitest";
import { hourOf, instantOf } from "./hour";

test("an hour is Japan's, wherever the device is", () => {
  expect(instantOf({ day: "2027-04-01", clock: "00:00" })).toBe(Date.UTC(2027, 2, 31, 15));
  expect(hourOf(Date.UTC(2027, 2, 31, 15))).toEqual({ day: "2027-04-01", clock: "00:00" });
});

test("what is no hour is none", () => {
  for (const day of ["", "2027-02-30", "abc"]) expect(instantOf({ day, clock: "08:30" })).toBeNull();
  expect(instantOf({ day: "2027-04-01", clock: "" })).toBeNull();
});
