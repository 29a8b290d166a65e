import { describe, expect, test } from "vitest";
import type { Me } from "../model/types";
import { isReadable } from "./kept";

const HOUR_MS = 3_600_000;

function kept(contactAt: number, offline_ms: number) {
  const me = { limits: { offline_ms } } as unknown as Me;
  return { key: "account", me, positions: {}, contactAt } as const;
}

describe("what was kept", () => {
  test("is read for as long as the server said, counted from the last contact", () => {
    const at = 1_000_000_000_000;
    expect(isReadable(kept(at, 24 * HOUR_MS), at + 24 * HOUR_MS)).toBe(true);
    expect(isReadable(kept(at, 24 * HOUR_MS), at + 24 * HOUR_MS + 1)).toBe(false);
    expect(isReadable(kept(at, 0), at + 1)).toBe(false);
  });

  test("is not read by turning back the clock", () => {
    const at = 1_000_000_000_000;
    expect(isReadable(kept(at, 24 * HOUR_MS), at - 60_000)).toBe(true);
    expect(isReadable(kept(at, 24 * HOUR_MS), at - HOUR_MS)).toBe(false);
  });
});
