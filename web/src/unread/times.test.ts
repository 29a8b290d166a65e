import { describe, expect, it } from "vitest";
import { choicesOf, instantOf } from "./times";

const at = (said: string) => Date.parse(`${said}:00+09:00`);

describe("the times one may be told of something again", () => {
  it("offers a morning once, where tomorrow the town hall is open", () => {
    const now = at("2026-12-01T10:00");
    const morning = at("2026-12-02T08:30");
    expect(choicesOf(now, { tomorrow: morning, working_day: morning }).map(({ name }) => name)).toEqual([
      "in20",
      "inHour",
      "tomorrow",
    ]);
  });

  it("offers them in their order, before a weekend and early in the morning", () => {
    const friday = choicesOf(at("2026-12-04T17:00"), {
      tomorrow: at("2026-12-05T08:30"),
      working_day: at("2026-12-07T08:30"),
    });
    expect(friday.map(({ name }) => name)).toEqual(["in20", "inHour", "tomorrow", "workingDay"]);
    const early = choicesOf(at("2026-12-01T06:00"), {
      tomorrow: at("2026-12-02T08:30"),
      working_day: at("2026-12-01T08:30"),
    });
    expect(early.map(({ name }) => name)).toEqual(["in20", "inHour", "workingDay", "tomorrow"]);
  });

  it("reads fields as Japan counts days, and says nothing of half a time", () => {
    expect(instantOf("2026-12-01", "08:30")).toBe(at("2026-12-01T08:30"));
    expect(instantOf("", "08:30")).toBeNull();
    expect(instantOf("2026-12-01", "")).toBeNull();
  });
});
