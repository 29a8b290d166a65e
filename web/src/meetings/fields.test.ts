import { describe, expect, it } from "vitest";
import { agendaOf, instantOf, localOf } from "./fields";

describe("the fields of a meeting", () => {
  it("means a time in Japan, wherever the device is", () => {
    expect(instantOf("2026-12-11T09:00")).toBe(Date.UTC(2026, 11, 11));
    expect(localOf(Date.UTC(2026, 11, 11))).toBe("2026-12-11T09:00");
    expect(instantOf("")).toBeNull();
  });

  it("has an item of the agenda on each line, without the numbers that were typed", () => {
    expect(agendaOf("1. 前回の確認\n\n２．予算\n・その他\n2026年度の計画\n")).toEqual([
      "前回の確認",
      "予算",
      "その他",
      "2026年度の計画",
    ]);
    expect(agendaOf("x\n".repeat(60))).toHaveLength(50);
  });
});
