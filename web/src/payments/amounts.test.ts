import { expect, test } from "vitest";
import { YEN_MOST, yenOf } from "./amounts";

test("yen are read as people type them", () => {
  expect(["1500", "1,500", "１，５００円", " 300 "].map((typed) => yenOf(typed))).toEqual([
    1500, 1500, 1500, 300,
  ]);
});

test("what is no whole yen is none", () => {
  for (const typed of ["", "0", "-1", "1.5", "1e3", "千円", String(YEN_MOST + 1)])
    expect(yenOf(typed)).toBeNull();
  expect(yenOf("0", 0)).toBe(0);
});
