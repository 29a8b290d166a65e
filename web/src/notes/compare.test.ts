import { describe, expect, it } from "vitest";
import { compared } from "./compare";

const marks = { same: " ", gone: "-", new: "+" } as const;
const shown = (before: string, after: string) =>
  compared(before, after).map(({ kind, text }) => `${marks[kind]}${text}`);

describe("two states of a note", () => {
  it("tells what came, what went and what stayed", () => {
    expect(shown("一\n\n二\n三", "一\n二の二\n三\n\n四")).toEqual([" 一", "-二", "+二の二", " 三", "+四"]);
    expect(shown("a\nb\nc\nd", "b\nc\nx\nd\na")).toEqual(["-a", " b", " c", "+x", " d", "+a"]);
    expect(shown("", "一")).toEqual(["+一"]);
    expect(shown("一", "")).toEqual(["-一"]);
    expect(shown("一\n二", "一\n二")).toEqual([" 一", " 二"]);
  });

  it("puts back together what was before and what is now", () => {
    let seed = 7;
    const next = (most: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed % most;
    };
    for (let round = 0; round < 200; round += 1) {
      const [a, b] = [0, 1].map(() => Array.from({ length: next(12) }, () => "abcd"[next(4)] ?? ""));
      const lines = compared((a ?? []).join("\n"), (b ?? []).join("\n"));
      expect(lines.filter(({ kind }) => kind !== "new").map(({ text }) => text)).toEqual(a);
      expect(lines.filter(({ kind }) => kind !== "gone").map(({ text }) => text)).toEqual(b);
    }
  });

  it("does not hang on two that have nothing in common", () => {
    const long = (mark: string) => Array.from({ length: 5_000 }, (_, i) => `${mark}${i}`).join("\n");
    expect(compared(long("a"), long("b"))).toHaveLength(10_000);
  });
});
