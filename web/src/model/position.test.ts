import { describe, expect, it } from "vitest";
import { hasPosition } from "./position";

/** A JPEG's beginning with an EXIF of these tags. */
function jpeg(order: "II" | "MM", ...tags: number[]): ArrayBuffer {
  const bytes = new Uint8Array(2 + 4 + 6 + 8 + 2 + tags.length * 12 + 4);
  const view = new DataView(bytes.buffer);
  const isLittle = order === "II";
  view.setUint16(0, 0xffd8);
  view.setUint16(2, 0xffe1);
  view.setUint16(4, bytes.length - 4);
  bytes.set([0x45, 0x78, 0x69, 0x66, 0, 0], 6);
  bytes.set(
    [...order].map((letter) => letter.charCodeAt(0)),
    12,
  );
  view.setUint16(14, 42, isLittle);
  view.setUint32(16, 8, isLittle);
  view.setUint16(20, tags.length, isLittle);
  for (const [place, tag] of tags.entries()) view.setUint16(22 + place * 12, tag, isLittle);
  return bytes.buffer;
}

describe("whether a photo says where it was taken", () => {
  it.each(["II", "MM"] as const)("finds the block of GPS in either byte order: %s", (order) => {
    expect(hasPosition(jpeg(order, 0x0112, 0x8825))).toBe(true);
    expect(hasPosition(jpeg(order, 0x0112, 0x010f))).toBe(false);
  });

  it("says no of what is no JPEG, ends early, or begins anew without end", () => {
    for (const bytes of [
      [],
      [0xff],
      [0xff, 0xd8],
      [0xff, 0xd8, 0xff, 0xe1, 0, 0],
      [0x89, 0x50, 0x4e, 0x47, 0, 0],
    ]) {
      expect(hasPosition(new Uint8Array(bytes).buffer)).toBe(false);
    }
    expect(hasPosition(jpeg("II", 0x8825).slice(0, 22))).toBe(false);
    expect(hasPosition(new Uint8Array(100_000).fill(0xff).buffer)).toBe(false);
  });
});
