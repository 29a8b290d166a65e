import { describe, expect, test } from "vitest";
import { positionIn, saidOf } from "./positions";

describe("positions as people type them", () => {
  test.each([
    ["35.6581, 139.7414", { latitude: 35.6581, longitude: 139.7414 }],
    ["３５.５，１３９.５", { latitude: 35.5, longitude: 139.5 }],
    ["-33.9 151.2", { latitude: -33.9, longitude: 151.2 }],
  ])("%s is understood", (typed, position) => {
    expect(positionIn(typed)).toEqual(position);
  });

  test.each(["91, 139", "35", "北緯35度", "35.6, 181"])("%s is none", (typed) => {
    expect(positionIn(typed)).toBeUndefined();
  });

  test("nothing typed is no position", () => {
    expect(positionIn("　")).toBeNull();
  });

  test("what is shown is understood again", () => {
    expect(positionIn(saidOf({ latitude: 35.5, longitude: -139.25 }))).toEqual({
      latitude: 35.5,
      longitude: -139.25,
    });
  });
});
