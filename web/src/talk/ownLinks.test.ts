import { expect, it } from "vitest";
import { ownPath } from "./ownLinks";

it("tells pages of ours from everything else", () => {
  const here = "https://kairan.example.jp";
  expect(ownPath(`${here}/cases/0s3kq1w8d2hxa`, here)).toBe("/cases/0s3kq1w8d2hxa");
  expect(ownPath(`${here}/cases?view=new`, here)).toBe("/cases?view=new");
  for (const other of [
    "https://elsewhere.example.jp/cases/0s3kq1w8d2hxa",
    `${here}.evil.example/cases/1`,
    `${here}/api/cases/1`,
    `${here}/f/form`,
    "cases/1",
  ])
    expect(ownPath(other, here)).toBeNull();
});
