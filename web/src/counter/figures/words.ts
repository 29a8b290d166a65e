/** The words of the counter in numbers. */
import { useBilingual } from "../../i18n/useBilingual";

const n = (value: number) => value.toLocaleString("ja");

const ja = {
  title: "処理状況",
  open: "処理状況を見る",
  failed: "処理状況を読み込めませんでした。",
  lead: "期間に届いた申請が、どのように処理されたかを数えます。処理待ちは、いま残っているすべての申請です。",
  since: "届いた日（から）",
  until: "届いた日（まで）",
  none: "集計を見られるフォームがありません。",
  total: "全体",
  byDepartment: "部署ごと",
  byForm: "手続ごと",
  name: "手続",
  department: "部署",
  standard: (days: number) => `標準${n(days)}開庁日`,
  columns: {
    arrived: "届いた",
    done: "完了",
    refused: "却下",
    withdrawn: "取下げ",
    median: "日数（中央値）",
    most: "9割が終わる日数",
    period: "期間内",
    corrected: "補正あり",
    waiting: "処理待ち",
    overdue: "期限超過",
  },
  daysNote:
    "日数は、受付の翌日から終わるまでの開庁日です。期間内は、申請者の補正を待った日を除いて数えます。",
  share: (part: number, whole: number) => (whole === 0 ? "－" : `${n(part)} / ${n(whole)}`),
  days: (days: number | null) => (days === null ? "－" : `${n(days)}日`),
  waits: "どこで待っているか",
  state: "状態",
  cases: "件数",
  oldest: "最も古いもの",
  months: "月ごと",
  month: "月",
  ended: "終わった",
  reasons: "補正の多い項目",
  question: "項目",
  times: "回数",
  reason: "2回以上書かれた理由",
  all: "すべての手続に戻る",
  save: "CSVで保存する",
};

const en: typeof ja = {
  title: "Progress in numbers",
  open: "Progress in numbers",
  failed: "The numbers could not be loaded.",
  lead: "How the applications went that came in within these days. What waits is everything that is open now.",
  since: "Came in from",
  until: "Came in until",
  none: "There is no form of which you may see counts.",
  total: "All",
  byDepartment: "By department",
  byForm: "By form",
  name: "Form",
  department: "Department",
  standard: (days) => `standard: ${days} working days`,
  columns: {
    arrived: "Came in",
    done: "Done",
    refused: "Refused",
    withdrawn: "Withdrawn",
    median: "Days (median)",
    most: "Days for nine of ten",
    period: "In period",
    corrected: "Corrected",
    waiting: "Open",
    overdue: "Overdue",
  },
  daysNote:
    "Days are working days, from the day after it came in. The period leaves out days in which the applicant had it.",
  share: (part, whole) => (whole === 0 ? "–" : `${part} / ${whole}`),
  days: (days) => (days === null ? "–" : String(days)),
  waits: "Where it waits",
  state: "State",
  cases: "Cases",
  oldest: "Oldest",
  months: "By month",
  month: "Month",
  ended: "Ended",
  reasons: "What was corrected most",
  question: "Question",
  times: "Times",
  reason: "Reasons given more than once",
  all: "Back to all forms",
  save: "Save as CSV",
};

export function useFiguresWords(): typeof ja {
  return useBilingual({ ja, en });
}

export type FiguresWords = typeof ja;
