/** The words of what the section finds out about a case. */
import { useBilingual } from "../../i18n/useBilingual";

const ja = {
  title: "審査項目",
  hint: "庁内だけの項目です。申請者には見えません。",
  failed: "審査項目を読み込めませんでした。",
  change: "記入する",
  save: "保存する",
  saved: "保存しました。",
  nothing: "未記入",
  yes: "はい",
  none: "（選ばない）",
  find: "審査項目で絞り込む",
  form: "手続",
  allForms: "すべての手続",
  field: "審査項目",
  allFields: "絞り込まない",
  value: "内容",
  rangeHint: "数字と日付は 100..200 のように範囲でも探せます",
};

const en: typeof ja = {
  title: "Findings",
  hint: "For the section only; the applicant does not see them.",
  failed: "The findings could not be loaded.",
  change: "Fill in",
  save: "Save",
  saved: "Saved.",
  nothing: "Empty",
  yes: "Yes",
  none: "(none)",
  find: "Narrow by finding",
  form: "Form",
  allForms: "All forms",
  field: "Finding",
  allFields: "Do not narrow",
  value: "Holds",
  rangeHint: "Numbers and days also as a range: 100..200",
};

export function useAnnotationWords(): typeof ja {
  return useBilingual({ ja, en });
}
