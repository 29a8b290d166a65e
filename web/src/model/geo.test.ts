import { describe, expect, it } from "vitest";
import { geoOf, pointAt, saidOf } from "./geo";
import { blocksOf } from "./markup";

const POINT = { latitude: 34.701234, longitude: 133.9, accuracy: 19.6 };

describe("a point in words", () => {
  it("is read as it was written", () => {
    expect(geoOf(POINT)).toBe("geo:34.70123,133.90000;u=20");
    const read = pointAt(`現在地 ${geoOf(POINT)}。`, 4);
    expect(read).toEqual({ point: { latitude: 34.70123, longitude: 133.9, accuracy: 20 }, length: 27 });
    expect(geoOf({ ...POINT, accuracy: null })).toBe("geo:34.70123,133.90000");
    expect(saidOf(POINT)).toBe("34.70123, 133.90000");
  });

  it("is none outside of the earth, or without numbers", () => {
    for (const text of ["geo:91,0", "geo:0,181", "geo:", "geo:a,b", "geo:1"])
      expect(pointAt(text, 0)).toBeNull();
  });

  it("stands in a message between words", () => {
    const [block] = blocksOf("現在地 geo:34.70123,133.90000;u=20 です。geo:x");
    expect(block).toEqual({
      kind: "paragraph",
      inlines: [
        { kind: "text", text: "現在地 " },
        {
          kind: "position",
          text: "geo:34.70123,133.90000;u=20",
          point: { latitude: 34.70123, longitude: 133.9, accuracy: 20 },
        },
        { kind: "text", text: " です。geo:x" },
      ],
    });
  });
});
