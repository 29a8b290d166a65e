import { beforeEach, describe, expect, it } from "vitest";
import { EMPTY_DRAFT } from "../model/draft";
import type { Person, RoomCard, Settings } from "../model/types";
import { agree, checkBefore, isNight } from "./sendChecks";

const NOON = Date.parse("2026-11-24T12:00:00+09:00");
const DAY_MS = 86_400_000;
const staff = { id: "sato", kind: "staff" } as Person;
const day = { night_waits: false } as Settings;

function room(more: Partial<RoomCard> = {}): RoomCard {
  return {
    id: "r",
    member_count: 5,
    guest_count: 0,
    organizations: [],
    alliance_id: null,
    ...more,
  } as unknown as RoomCard;
}

describe("before a message goes", () => {
  const kept = new Map<string, string>();
  beforeEach(() => {
    kept.clear();
    Object.defineProperty(globalThis, "localStorage", {
      configurable: true,
      value: {
        getItem: (key: string) => kept.get(key) ?? null,
        setItem: (key: string, value: string) => kept.set(key, value),
      },
    });
  });

  it("asks nothing among one's own", () => {
    expect(checkBefore(room(), EMPTY_DRAFT, staff, day, NOON)).toBeNull();
  });

  it("asks the first time outsiders read, after a pause, and when there are more of them", () => {
    const with2 = room({ guest_count: 2 });
    expect(checkBefore(with2, EMPTY_DRAFT, staff, day, NOON)).toBe("outsiders");
    agree(with2, staff, NOON);
    expect(checkBefore(with2, EMPTY_DRAFT, staff, day, NOON + DAY_MS)).toBeNull();
    expect(checkBefore(with2, EMPTY_DRAFT, staff, day, NOON + 15 * DAY_MS)).toBe("outsiders");
    expect(checkBefore(room({ guest_count: 3 }), EMPTY_DRAFT, staff, day, NOON)).toBe("outsiders");
  });

  it("asks no guest: they know that they are guests", () => {
    const guest = { id: "g", kind: "guest" } as Person;
    expect(checkBefore(room({ guest_count: 2 }), EMPTY_DRAFT, guest, day, NOON)).toBeNull();
  });

  it("asks before very many are called, each time", () => {
    const all = {
      ...EMPTY_DRAFT,
      mentions: [{ kind: "all" as const, id: null, start: 0, length: 3, message: null }],
    };
    expect(checkBefore(room({ member_count: 49 }), all, staff, day, NOON)).toBeNull();
    expect(checkBefore(room({ member_count: 50 }), all, staff, day, NOON)).toBe("everybody");
  });

  it("offers the morning at night and at the week's end, to whom that is wanted", () => {
    const wanted = { night_waits: true } as Settings;
    expect(checkBefore(room(), EMPTY_DRAFT, staff, wanted, NOON)).toBeNull();
    expect(checkBefore(room(), EMPTY_DRAFT, staff, wanted, NOON + 9 * 3_600_000)).toBe("night");
    expect(isNight(Date.parse("2026-11-24T06:59:00+09:00"))).toBe(true);
    expect(isNight(Date.parse("2026-11-24T07:00:00+09:00"))).toBe(false);
    expect(isNight(Date.parse("2026-11-22T12:00:00+09:00"))).toBe(true); // a Sunday
  });
});
