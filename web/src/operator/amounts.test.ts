import { describe, expect, it } from "vitest";
import { sizeOf } from "../parts/size";
import { limitOf, MB, typedOf } from "./amounts";

describe("limits as they are typed", () => {
  it("empty is what the plan says, 0 is without a limit, full-width digits are digits", () => {
    expect(["", " ", "0", "１０", "1,000", "50"].map((typed) => limitOf(typed))).toEqual([
      null,
      null,
      0,
      10,
      1000,
      50,
    ]);
    expect(limitOf("5", MB)).toBe(5 * MB);
  });

  it("anything else is no limit one could mean", () => {
    expect(["-1", "1.5", "many", "1e3", "9999999999"].map((typed) => limitOf(typed))).toEqual(
      Array(5).fill(undefined),
    );
  });

  it("comes back as it was typed", () => {
    expect([null, 0, 5 * MB].map((limit) => typedOf(limit, MB))).toEqual(["", "0", "5"]);
  });

  it("shows bytes as people say them", () => {
    expect([0, 1.5 * MB, 900 * MB, 50 * 1024 * MB].map(sizeOf)).toEqual([
      "0 MB",
      "1.5 MB",
      "900 MB",
      "50 GB",
    ]);
  });
});
