/** The words of the templates of letters. */
import { useBilingual } from "../../i18n/useBilingual";

const ja = {
  title: "文書のひな形",
  lead: "受験票、決定通知書、証明書などを、申請の内容を差し込んで作るためのひな形です。窓口で1件ずつ、またはまとめて作れます。",
  failed: "ひな形を読み込めませんでした。",
  none: "ひな形はまだありません。",
  add: "ひな形を追加する",
  change: (title: string) => `「${title}」を変更する`,
  remove: "削除する",
  removeLead: "この文書は新しく作れなくなります。すでに交付した文書は、そのまま有効です。",
  name: "文書の名前",
  nameHint: "受験票、利用許可証など。文書の確認ページにも表示するため、項目は差し込めません。",
  mark: "文書記号・番号",
  addressee: "宛名",
  body: "本文",
  bodyHint: "{{氏名}} のように書いたところに、申請の内容が入ります。",
  facts: "表にする項目（1行に「名前：内容」）",
  factsHint: "例）受験番号：{{通し番号}}",
  sender: "発信者名",
  keepDays: "受け取れる日数",
  insert: "差し込む項目を本文に加える",
  sample: "見本のPDFを見る",
  saved: "保存しました。",
};

const en: typeof ja = {
  title: "Templates of documents",
  lead: "Admission slips, notices, certificates: made at the counter with what was applied for, one by one or many at once.",
  failed: "The templates could not be loaded.",
  none: "There is no template yet.",
  add: "Add a template",
  change: (title) => `Change “${title}”`,
  remove: "Remove",
  removeLead: "No document is made of it any more. Those that were handed over stay valid.",
  name: "Name of the document",
  nameHint:
    "For example “Admission slip”. It stands on the page that confirms the document, too, so that no field can be in it.",
  mark: "Mark and number",
  addressee: "Addressed to",
  body: "Text",
  bodyHint: "Where it says {{氏名}} or the like, what was applied for is filled in.",
  facts: "Lines of the table (one per line, “name：content”)",
  factsHint: "For example 受験番号：{{通し番号}}",
  sender: "From",
  keepDays: "Days it can be fetched",
  insert: "Add a field to the text",
  sample: "See a sample (PDF)",
  saved: "Saved.",
};

export function useLetterWords(): typeof ja {
  return useBilingual({ ja, en });
}
