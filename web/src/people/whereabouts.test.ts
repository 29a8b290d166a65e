import { describe, expect, it } from "vitest";
import type { ReportView } from "../api/generated";
import { holding } from "./whereabouts";

const HOUR = 3_600_000;
const NINE = Date.parse("2026-12-10T09:00:00+09:00");
const report = (part: Partial<ReportView>): ReportView => ({
  id: "0k3w9f2m7xq1s",
  member_id: "0k3w9f2m7xq1t",
  kind: "leave",
  begins_at: NINE,
  ends_at: NINE + 8 * HOUR,
  is_whole_days: false,
  note: "",
  made_at: 1,
  ...part,
});

describe("where somebody is", () => {
  const leave = report({});
  const meeting = report({ kind: "meeting", begins_at: NINE + HOUR, ends_at: NINE + 2 * HOUR, made_at: 2 });

  it("is what was reported last, and what held before once that is over", () => {
    expect(holding([leave, meeting], NINE)?.kind).toBe("leave");
    expect(holding([leave, meeting], NINE + HOUR)?.kind).toBe("meeting");
    expect(holding([meeting, leave], NINE + HOUR)?.kind).toBe("meeting");
    expect(holding([leave, meeting], NINE + 2 * HOUR)?.kind).toBe("leave");
  });

  it("is nothing before the first and from the end of the last", () => {
    expect(holding([leave], NINE - 1)).toBeNull();
    expect(holding([leave], NINE + 8 * HOUR)).toBeNull();
    expect(holding([], NINE)).toBeNull();
  });
});
