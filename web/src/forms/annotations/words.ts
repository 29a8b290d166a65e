/** The words of the fields that a section fills in for each application. */
import { useBilingual } from "../../i18n/useBilingual";

const ja = {
  title: "審査項目",
  lead: "審査で分かったことを、申請ごとに書き込む項目です（収入区分、現地調査の日など）。申請者には見えません。窓口で絞り込めて、CSVに書き出せます。",
  failed: "審査項目を読み込めませんでした。",
  label: "項目の名前",
  kind: "種類",
  kinds: { text: "文字", number: "数字", choice: "選択", day: "日付", yes: "確認の印" },
  options: "選択肢（1行に1つ）",
  remove: (label: string) => `「${label}」をなくす`,
  removeThis: "この項目をなくす",
  add: "項目を追加する",
  save: "審査項目を保存する",
  saved: "保存しました。",
  export: "案件をCSVで書き出す",
};

const en: typeof ja = {
  title: "Findings",
  lead: "What the section finds out about each application (class of income, day of a visit). Applicants do not see it; cases are found by it, and it is in the CSV.",
  failed: "The fields could not be loaded.",
  label: "Name of the field",
  kind: "Kind",
  kinds: { text: "Text", number: "Number", choice: "Choice", day: "Day", yes: "Tick" },
  options: "Options (one per line)",
  remove: (label) => `Remove “${label}”`,
  removeThis: "Remove this field",
  add: "Add a field",
  save: "Save the fields",
  saved: "Saved.",
  export: "Cases as CSV",
};

export function useAnnotationFieldWords(): typeof ja {
  return useBilingual({ ja, en });
}
