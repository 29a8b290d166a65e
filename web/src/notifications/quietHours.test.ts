import { describe, expect, it } from "vitest";
import { fieldOf, minuteOf, readOf } from "./quietHours";

describe("minutes of the day", () => {
  it("are shown and read back", () => {
    for (const minute of [0, 59, 60, 510, 1_200, 1_439]) expect(minuteOf(fieldOf(minute))).toBe(minute);
    expect(readOf(510)).toBe("8:30");
    expect(readOf(5)).toBe("0:05");
  });

  it("are none where nothing or no time was typed", () => {
    for (const typed of ["", "8", "24:00", "12:60", "--:--"]) expect(minuteOf(typed)).toBeNull();
  });
});
