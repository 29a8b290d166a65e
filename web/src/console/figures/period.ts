/** Periods people ask about, as days of Japan. A fiscal year (年度) begins on 1 April. */
export type PeriodId = "days30" | "days90" | "month" | "lastMonth" | "year";

export const PERIODS: readonly PeriodId[] = ["days30", "days90", "month", "lastMonth", "year"];

/** `today` is written 2026-04-01. */
export function periodOf(id: PeriodId, today: string): { first_on: string; last_on: string } {
  const [year = 0, month = 1] = today.split("-").map(Number);
  switch (id) {
    case "days30":
      return { first_on: shifted(today, -29), last_on: today };
    case "days90":
      return { first_on: shifted(today, -89), last_on: today };
    case "month":
      return { first_on: `${today.slice(0, 7)}-01`, last_on: today };
    case "lastMonth": {
      const last = shifted(`${today.slice(0, 7)}-01`, -1);
      return { first_on: `${last.slice(0, 7)}-01`, last_on: last };
    }
    case "year":
      return { first_on: `${month >= 4 ? year : year - 1}-04-01`, last_on: today };
  }
}

function shifted(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}
