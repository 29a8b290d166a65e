import { describe, expect, it } from "vitest";
import type { ShownPage } from "../api/generated";
import { placeAfter, placeAtFirst, placeTurned } from "./place";

const shown = (paper_id: string | null, page = 1): ShownPage => ({
  paper_id,
  page,
  revision: 1,
  is_over: false,
});

describe("the place in the papers of a meeting", () => {
  it("goes with the chair from the beginning", () => {
    const place = placeAtFirst(shown("a", 2));
    expect(place).toEqual({ paper: "a", page: 2, follows: true });
    expect(placeAfter(place, shown("b", 3))).toEqual({ paper: "b", page: 3, follows: true });
  });

  it("stays where it is when nothing is shown any more, and when nothing has changed", () => {
    const place = placeAtFirst(shown("a", 2));
    expect(placeAfter(place, shown(null))).toBe(place);
    expect(placeAfter(place, shown("a", 2))).toBe(place);
  });

  it("is one's own once one turns pages while something is shown", () => {
    const place = placeAtFirst(shown("a", 2));
    const turned = placeTurned(place, "a", 5, shown("a", 2));
    expect(turned).toEqual({ paper: "a", page: 5, follows: false });
    expect(placeAfter(turned, shown("a", 3))).toBe(turned);
    expect(placeTurned(placeAtFirst(shown(null)), "a", 1, shown(null)).follows).toBe(true);
  });
});
