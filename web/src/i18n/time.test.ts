import { describe, expect, it } from "vitest";
import { text } from ".";
import { dayHeadingOf, fullWhenOf, isoDayOf, shortWhenOf, whenOf } from "./time";

const japan = (written: string) => Date.parse(`${written}+09:00`);
const NOW = japan("2026-11-21T15:00");
const t = text();

describe("times", () => {
  it("are as short as they can be understood", () => {
    expect(whenOf(japan("2026-11-21T09:02"), NOW, t)).toBe("9:02");
    expect(whenOf(japan("2026-11-20T23:59"), NOW, t)).toBe("昨日 23:59");
    expect(whenOf(japan("2026-11-19T09:02"), NOW, t)).toBe("11/19(木) 9:02");
    expect(whenOf(japan("2025-11-19T09:02"), NOW, t)).toBe("2025年11月19日(水) 9:02");
  });

  it("are Japan's, also just after midnight there", () => {
    expect(isoDayOf(japan("2026-11-21T00:10"))).toBe("2026-11-21");
    expect(whenOf(japan("2026-11-20T23:50"), japan("2026-11-21T00:10"), t)).toBe("昨日 23:50");
  });

  it("fit into a row of the list", () => {
    expect(shortWhenOf(japan("2026-11-20T09:02"), NOW, t)).toBe("昨日");
    expect(shortWhenOf(japan("2026-11-02T09:02"), NOW, t)).toBe("11/2");
    expect(shortWhenOf(japan("2025-11-02T09:02"), NOW, t)).toBe("2025/11/2");
  });

  it("head a day", () => {
    expect(dayHeadingOf(japan("2026-11-21T09:02"), NOW, t)).toBe("11月21日(土)");
    expect(dayHeadingOf(japan("2025-11-21T09:02"), NOW, t)).toBe("2025年11月21日(金)");
  });

  it("name the era where it is wished for, and change it on the day it changed", () => {
    expect(fullWhenOf(japan("2026-11-21T09:02"), t, true)).toBe("令和8年11月21日(土) 9:02");
    expect(fullWhenOf(japan("2019-05-01T00:00"), t, true)).toBe("令和元年5月1日(水) 0:00");
    expect(fullWhenOf(japan("2019-04-30T23:59"), t, true)).toBe("平成31年4月30日(火) 23:59");
    expect(fullWhenOf(japan("1989-01-07T12:00"), t, true)).toBe("昭和64年1月7日(土) 12:00");
  });
});
