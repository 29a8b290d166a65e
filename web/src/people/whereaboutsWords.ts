/** How one says where somebody is. */
import type { ReportView } from "../api/generated";
import { clockOf, isoDayOf } from "../i18n/time";
import { useBilingual } from "../i18n/useBilingual";

type Kind = ReportView["kind"];

interface WhereaboutsWords {
  readonly kinds: Readonly<Record<Kind, string>>;
  readonly until: (what: string, when: string) => string;
}

const ja: WhereaboutsWords = {
  kinds: {
    late: "遅刻",
    absent: "欠勤",
    leave: "休暇",
    home: "在宅",
    out: "外出中",
    meeting: "会議中",
    trip: "出張",
  },
  until: (what, when) => `${what} ${when}まで`,
};
const en: WhereaboutsWords = {
  kinds: {
    late: "Late",
    absent: "Absent",
    leave: "On leave",
    home: "At home",
    out: "Out",
    meeting: "In a meeting",
    trip: "Away on duty",
  },
  until: (what, when) => `${what} until ${when}`,
};

export function useWhereaboutsWords(): WhereaboutsWords {
  return useBilingual({ ja, en });
}

/** 会議中 15:00まで, 休暇 12/12まで; of a single whole day the kind alone. */
export function saidOf(one: ReportView, now: number, w: WhereaboutsWords): string {
  const kind = w.kinds[one.kind];
  const last = isoDayOf(one.ends_at - 1);
  if (last === isoDayOf(now)) return one.is_whole_days ? kind : w.until(kind, clockOf(one.ends_at));
  return w.until(kind, last.slice(5).replace(/^0/, "").replace(/-0?/, "/"));
}
