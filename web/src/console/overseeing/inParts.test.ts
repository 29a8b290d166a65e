import { describe, expect, it } from "vitest";
import { inParts } from "./inParts";

describe("a long list in parts", () => {
  it("loses nothing and keeps its order", () => {
    expect(inParts([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
    expect(inParts([], 2)).toEqual([]);
  });
});
