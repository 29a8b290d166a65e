import { expect, it } from "vitest";
import { csvOf } from "./saving";

it("writes a table that no spreadsheet reads a formula in", () => {
  expect(
    csvOf([
      ["行", "値"],
      ["2", "=1+1"],
      ["3", '　＝a"b'],
    ]),
  ).toBe('\ufeff"行","値"\r\n"2","\'=1+1"\r\n"3","\'　＝a""b"\r\n');
});
