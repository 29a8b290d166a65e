import { describe, expect, it } from "vitest";
import { chosenSpan, dayAfter, spansOf } from "./spans";

const at = (clock: string) => Date.parse(`2026-12-10T${clock}:00+09:00`);

describe("what is offered for the second touch", () => {
  it("is days for who does not come, without what is over", () => {
    expect(spansOf("leave", at("08:00")).map(({ id }) => id)).toEqual([
      "today",
      "morning",
      "afternoon",
      "tomorrow",
    ]);
    expect(spansOf("leave", at("12:30")).map(({ id }) => id)).toEqual(["today", "afternoon", "tomorrow"]);
    const [today] = spansOf("home", at("12:30"));
    expect([today?.begins_at, today?.ends_at]).toEqual([at("00:00"), at("00:00") + 86_400_000]);
  });

  it("is hours from now for who goes out", () => {
    expect(spansOf("out", at("10:20")).map(({ id }) => id)).toEqual(["hour", "two", "noon", "close"]);
    expect(spansOf("meeting", at("13:05"))[0]).toEqual({
      id: "hour",
      begins_at: at("13:05"),
      ends_at: at("14:05"),
    });
    expect(spansOf("meeting", at("18:00")).map(({ id }) => id)).toEqual(["hour", "two"]);
  });

  it("is when one will be there for who is late", () => {
    expect(spansOf("late", at("09:40"))[0]).toEqual({
      id: "until",
      begins_at: at("08:30"),
      ends_at: at("10:00"),
    });
    expect(spansOf("late", at("13:30"))).toEqual([]);
  });
});

describe("a time one chooses", () => {
  it("is whole days without hours, and never ends before it begins", () => {
    expect(chosenSpan("2026-12-10", "", "", "")).toEqual({
      begins_at: at("00:00"),
      ends_at: at("00:00") + 86_400_000,
    });
    expect(chosenSpan("2026-12-10", "", "09:00", "10:30")).toEqual({
      begins_at: at("09:00"),
      ends_at: at("10:30"),
    });
    expect(chosenSpan("2026-12-10", "2026-12-09", "", "")).toBeNull();
    expect(chosenSpan("", "", "", "")).toBeNull();
    expect(dayAfter("2026-12-31", 1)).toBe("2027-01-01");
  });
});
