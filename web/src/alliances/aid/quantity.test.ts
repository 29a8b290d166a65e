import { expect, it } from "vitest";
import { quantityOf } from "./quantity";

it("a quantity is read as it is typed, also in full width and with commas", () => {
  expect(["200", "２００", " 1,200 ", "1000000"].map(quantityOf)).toEqual([200, 200, 1200, 1_000_000]);
});

it("what is no quantity is none", () => {
  for (const typed of ["", "0", "-3", "1.5", "1000001", "二百", "12345678"])
    expect(quantityOf(typed)).toBeNull();
});
