import { describe, expect, it } from "vitest";
import { dateOptions, nextDate, textOptions } from "./options";

const FRIDAY = Date.parse("2026-12-11T09:00:00+09:00");

describe("what can be chosen", () => {
  it("offers the next working day, and the same hours and place again", () => {
    const first = nextDate([], FRIDAY);
    expect(first).toEqual({ day: "2026-12-14", from: "10:00", to: "11:00", place: "" });
    const second = nextDate([{ ...first, from: "13:00", to: "14:30", place: "第2会議室" }], FRIDAY);
    expect(second).toEqual({ day: "2026-12-15", from: "13:00", to: "14:30", place: "第2会議室" });
  });

  it("takes no date that ends before it begins, or has none", () => {
    const row = { day: "2026-12-14", from: "10:00", to: "11:00", place: " 庁議室 " };
    expect(dateOptions([row])).toEqual([
      {
        label: "庁議室",
        begins_at: Date.parse("2026-12-14T10:00:00+09:00"),
        ends_at: Date.parse("2026-12-14T11:00:00+09:00"),
      },
    ]);
    expect(dateOptions([{ ...row, to: "09:00" }])).toBeNull();
    expect(dateOptions([{ ...row, day: "" }])).toBeNull();
    expect(dateOptions([])).toBeNull();
  });

  it("wants two choices at least that are not alike", () => {
    expect(textOptions(["市役所", " ", "消防本部 "])).toEqual([{ label: "市役所" }, { label: "消防本部" }]);
    expect(textOptions(["市役所", "市役所 "])).toBeNull();
    expect(textOptions(["市役所", ""])).toBeNull();
  });
});
