import { describe, expect, it } from "vitest";
import { type Chart, shapesOf, svgOf, topOf } from "./chart";

const chart: Chart = {
  title: "発言 <日別>",
  note: "あおば市",
  labels: ["11/1", "11/2", "11/3"],
  series: [
    { name: "発言", look: "bar", values: [0, 10, 37] },
    { name: "利用した職員", look: "line", values: [1, 2, 3] },
  ],
};

describe("a chart", () => {
  it("ends at a round number that no value exceeds", () => {
    expect([0, 3, 4, 37, 40, 41, 999, 1001].map((value) => topOf([value]))).toEqual([
      4, 4, 4, 40, 40, 60, 1000, 2000,
    ]);
  });

  it("keeps every shape inside, whatever its width", () => {
    for (const width of [300, 640, 1200]) {
      for (const shape of shapesOf(chart, { width, height: 200, head: 0 })) {
        if (shape.kind !== "rect") continue;
        expect(shape.x).toBeGreaterThan(0);
        expect(shape.x + shape.width).toBeLessThanOrEqual(width);
        expect(shape.y + shape.height).toBeLessThanOrEqual(200);
        expect(shape.height).toBeGreaterThanOrEqual(0);
      }
    }
  });

  it("leaves out labels that would run into each other", () => {
    const labels = Array.from({ length: 90 }, (_, n) => `${n}`);
    const shapes = shapesOf(
      { ...chart, labels, series: [{ name: "", look: "bar", values: labels.map(() => 1) }] },
      { width: 320, height: 200, head: 0 },
    );
    const written = shapes.filter((shape) => shape.kind === "text" && shape.anchor === "middle");
    expect(written.length).toBeLessThanOrEqual(6);
  });

  it("is safe text on paper", () => {
    expect(svgOf(chart)).toContain("発言 &#60;日別&#62;");
    expect(svgOf(chart)).not.toContain("var(");
  });
});
