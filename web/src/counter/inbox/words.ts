/** The words of narrowing the inbox, and of entering for somebody. */
import { useBilingual } from "../../i18n/useBilingual";

const ja = {
  narrow: "絞り込み",
  form: "手続",
  allForms: "すべての手続",
  state: "状態",
  allStates: "すべての状態",
  field: "審査項目",
  allFields: "絞り込まない",
  value: "審査項目の内容",
  rangeHint: "数字と日付は 100..200 のように範囲でも探せます",
  kept: "保存した絞り込み",
  choose: "選ぶ",
  keep: "この絞り込みを保存する",
  name: "名前",
  forget: (name: string) => `「${name}」を削除する`,
  save: "保存する",
  clear: "絞り込みを外す",
  enter: "代わりに入力する",
  enterLead:
    "窓口や電話で聞いた内容を、職員が入力します。フォームが別のタブで開きます。次に送信したものに「職員が入力」の印が付きます。受付番号と確認番号の控えを、申請者に渡してください。",
  takeIn: "ファイルから取り込む",
  how: "受けた方法",
  hows: { window: "窓口", phone: "電話", paper: "郵送などの紙" } as Record<string, string>,
  open: "フォームを開く",
  entered: (how: string, by: string) => `${how}で受け、${by}さんが入力しました`,
  keysHint: "↑↓で移動、Enterで開く、Xで選択",
};

const en: typeof ja = {
  narrow: "Narrow",
  form: "Form",
  allForms: "All forms",
  state: "State",
  allStates: "All states",
  field: "Finding",
  allFields: "Do not narrow",
  value: "What the finding holds",
  rangeHint: "Numbers and days also as a range: 100..200",
  kept: "Kept filters",
  choose: "Choose",
  keep: "Keep this filter",
  name: "Name",
  forget: (name) => `Remove “${name}”`,
  save: "Keep",
  clear: "Show everything",
  enter: "Enter for somebody",
  enterLead:
    "Staff enter what was told at the window or by telephone. The form opens in another tab; what is sent there next is marked as entered by staff. Please hand over the receipt with number and code.",
  takeIn: "Take in from a file",
  how: "How it was told",
  hows: { window: "At the window", phone: "By telephone", paper: "On paper" },
  open: "Open the form",
  entered: (how, by) => `${how}; entered by ${by}`,
  keysHint: "↑↓ move, Enter opens, X chooses",
};

export function useInboxWords(): typeof ja {
  return useBilingual({ ja, en });
}
