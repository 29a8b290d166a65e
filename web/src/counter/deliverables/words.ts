/** The words of what is handed over. */
import { useBilingual } from "../../i18n/useBilingual";

const n = (value: number) => value.toLocaleString("ja");

const ja = {
  title: "交付する文書",
  failed: "交付した文書を読み込めませんでした。",
  none: "まだ交付していません。",
  notNow:
    "いまの状態では交付できません。決裁を使う手続では承認の後に、補正を依頼しているときは補正の後に交付できます。",
  make: "文書を作って交付する",
  makeLead:
    "ひな形に申請の内容を差し込んでPDFを作り、申請者にお知らせします。作った後で内容は変えられません。",
  letter: "文書",
  chooseLetter: "ひな形を選ぶ",
  sample: "内容を確かめる（見本のPDF）",
  order: "作って交付する",
  ordered: "文書を作っています。できると申請者にお知らせします。",
  file: "ファイルを交付する",
  fileLead: "選んだファイルを、申請者が申請の状況のページから受け取れるようにして、お知らせします。",
  chooseFile: "ファイル",
  name: "申請者に見える名前",
  keepDays: "受け取れる日数",
  handOver: "交付する",
  handedOver: "交付しました。",
  number: (number: string) => `発行番号 ${number}`,
  issued: (when: string, by: string) => `${when} ${by}`,
  making: "作成中",
  couldNot: "内容が多いため、作成できませんでした。",
  erased: "消去済み",
  until: (day: string) => `${day} まで受け取れます`,
  notFetched: "まだ受け取られていません",
  fetched: (when: string, count: number) => `${when} に受け取り（${n(count)}回）`,
  open: "ファイルを開く",
  withdraw: "取り消す",
  withdrawLead: "申請者は受け取れなくなります。発行番号で確かめた人には、取り消されたことを表示します。",
  withdrawn: (reason: string) => `取り消しました：${reason}`,
  reason: "取り消す理由（申請者に伝わります）",
  many: (count: number) => `${n(count)}件に文書を交付する`,
  manyLead: (count: number) =>
    `選んだ${n(count)}件の申請それぞれに文書を作ります。通し番号は受け付けた順に付きます。1件でも作れないものがあれば、どれも作りません。`,
  manyOne: "同じ手続の申請だけを選んでください。",
  manyDone: (count: number) => `${n(count)}件の文書を作っています。できたものから申請者にお知らせします。`,
  noLetters: "この手続には、いま作れる文書がありません。フォームの「手続の流れ」でひな形を作ってください。",
};

const en: typeof ja = {
  title: "Documents for the applicant",
  failed: "What was handed over could not be loaded.",
  none: "Nothing was handed over yet.",
  notNow: "Nothing can be handed over now: an approval, or a correction, comes first.",
  make: "Make a document",
  makeLead:
    "A PDF is made of a template with what was applied for, and the applicant is told. It cannot be changed afterwards.",
  letter: "Document",
  chooseLetter: "Choose a template",
  sample: "See it first (sample PDF)",
  order: "Make and hand over",
  ordered: "The document is being made. The applicant is told when it is there.",
  file: "Hand over a file",
  fileLead: "The applicant can fetch the file on their page, and is told so.",
  chooseFile: "File",
  name: "What the applicant reads",
  keepDays: "Days it can be fetched",
  handOver: "Hand over",
  handedOver: "Handed over.",
  number: (number) => `Number ${number}`,
  issued: (when, by) => `${when} ${by}`,
  making: "Being made",
  couldNot: "It is too long to be made.",
  erased: "Erased",
  until: (day) => `Can be fetched until ${day}`,
  notFetched: "Not fetched yet",
  fetched: (when, count) => `Fetched ${when} (${count} times)`,
  open: "Open the file",
  withdraw: "Withdraw",
  withdrawLead:
    "The applicant cannot fetch it any more. Who checks its number is told that it was withdrawn.",
  withdrawn: (reason) => `Withdrawn: ${reason}`,
  reason: "Why (the applicant reads it)",
  many: (count) => `Make a document for ${count}`,
  manyLead: (count) =>
    `A document is made for each of the ${count} applications, numbered in the order in which they came in. If one cannot be made, none is.`,
  manyOne: "Please choose applications of one form only.",
  manyDone: (count) => `${count} documents are being made. Each applicant is told when theirs is there.`,
  noLetters: "This form has no template that can be used now. Make one on its page “Procedure”.",
};

export function useDeliverableWords(): typeof ja {
  return useBilingual({ ja, en });
}
