import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { featuresOf, type Outline } from "./outline";

const FILE = fileURLToPath(new URL("../../../../src/kairan/emergency/maps/japan.json", import.meta.url));

test("lines become rings, walked backwards where it says so", () => {
  const outline: Outline = {
    source: "",
    scale: [1, 1],
    translate: [100, 10],
    arcs: [
      [0, 0, 2, 0, 0, 2],
      [0, 0, 0, 2, 2, 0],
    ],
    areas: [["00001", "四角", [[[0, ~1]]]]],
  };
  const { areas, names } = featuresOf(outline);
  expect(areas.features[0]?.geometry.coordinates).toEqual([
    [
      [
        [100, 10],
        [102, 10],
        [102, 12],
        [100, 12],
        [100, 10],
      ],
    ],
  ]);
  expect(names.features[0]?.geometry.coordinates).toEqual([101, 11]);
});

test("the outline that is shipped is whole: every ring closes, every name stands in Japan", () => {
  const { areas, names } = featuresOf(JSON.parse(readFileSync(FILE, "utf8")));
  expect(areas.features.length).toBe(1894);
  const open = areas.features
    .flatMap(({ geometry }) => geometry.coordinates.flat())
    .filter((ring) => ring.length < 4 || String(ring[0]) !== String(ring.at(-1)));
  expect(open).toEqual([]);
  const abroad = names.features.filter(({ geometry: { coordinates } }) => {
    const [east, north] = coordinates;
    return !(east > 122 && east < 155 && north > 20 && north < 46);
  });
  expect(abroad).toEqual([]);
  const nanao = names.features.find(({ properties }) => properties.code === "17202");
  expect(nanao?.properties.name).toBe("七尾市");
  const [east, north] = nanao?.geometry.coordinates ?? [0, 0];
  expect(Math.abs(east - 136.9)).toBeLessThan(0.15);
  expect(Math.abs(north - 37.05)).toBeLessThan(0.15);
});
