import { expect, it } from "vitest";
import { periodOf } from "./period";

it("counts days of the period, both ends among them", () => {
  expect(periodOf("days30", "2026-03-01")).toEqual({ first_on: "2026-01-31", last_on: "2026-03-01" });
});

it("knows the month before, also over the new year", () => {
  expect(periodOf("lastMonth", "2026-01-15")).toEqual({ first_on: "2025-12-01", last_on: "2025-12-31" });
});

it("begins the fiscal year in April", () => {
  expect(periodOf("year", "2026-03-31").first_on).toBe("2025-04-01");
  expect(periodOf("year", "2026-04-01").first_on).toBe("2026-04-01");
});
