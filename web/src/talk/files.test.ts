import { expect, test } from "vitest";
import type { FileCard } from "../model/types";
import { mosaicOf, shownSize } from "./files";

const image = (width: number, height: number) => ({ width, height }) as FileCard;

test("a picture takes the room that is kept for it, however long or thin", () => {
  expect(shownSize(image(800, 600))).toEqual({ width: 320, height: 240 });
  expect(shownSize(image(100, 80))).toEqual({ width: 100, height: 80 });
  for (const [width, height] of [
    [800, 20_000],
    [3, 3_000],
    [30_000, 3],
    [1, 1],
  ] as const) {
    const shown = shownSize(image(width, height));
    expect(shown.width).toBeGreaterThanOrEqual(64);
    expect(shown.width).toBeLessThanOrEqual(320);
    expect(shown.height).toBeGreaterThanOrEqual(64);
    expect(shown.height).toBeLessThanOrEqual(240);
  }
});

test("several images are one block, whatever their shapes, and say how many more there are", () => {
  const panorama = image(8_000, 400);
  const portrait = image(400, 8_000);
  for (let n = 2; n <= 12; n += 1) {
    const { columns, shown, width, height } = mosaicOf(Array.from({ length: n }, () => panorama));
    expect(mosaicOf(Array.from({ length: n }, () => portrait))).toEqual({ columns, shown, width, height });
    expect(shown).toBe(Math.min(n, 6));
    expect(Math.ceil(shown / columns)).toBeLessThanOrEqual(2);
    expect(width).toBeLessThanOrEqual(400);
    expect(height).toBeLessThanOrEqual(330);
  }
});
