import { describe, expect, it } from "vitest";
import { dayOfDue, instantOfDue } from "./due";

describe("a due date", () => {
  it("is meant in Japan, wherever the device is", () => {
    expect(instantOfDue({ day: "2026-11-30", clock: "17:00" })).toBe(Date.UTC(2026, 10, 30, 8));
    expect(dayOfDue(Date.UTC(2026, 10, 30, 20))).toEqual({ day: "2026-12-01", clock: "05:00" });
  });

  it("without a day is none; without a time it is the end of work", () => {
    expect(instantOfDue({ day: "", clock: "09:00" })).toBeNull();
    expect(instantOfDue({ day: "2026-11-30", clock: "" })).toBe(Date.UTC(2026, 10, 30, 8));
    expect(instantOfDue(dayOfDue(null))).toBeNull();
  });
});
