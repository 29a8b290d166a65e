/** The words of taking in what came in elsewhere. */
import { useBilingual } from "../../i18n/useBilingual";

const n = (value: number) => value.toLocaleString("ja");

const ja = {
  title: "ぴったりサービスの申請を取り込む",
  lead: "マイナポータル申請管理からダウンロードしたファイル（ZIP、CSV、XML）を選びます。項目の名前がフォームの質問と同じものは回答に、ほかは庁内メモに、添付ファイルはやりとりに入ります。同じファイルを何度取り込んでも、二重にはなりません。",
  form: "取り込む手続",
  choose: "選ぶ",
  file: "ファイル（64MBまで）",
  verb: "取り込む",
  done: (count: number, known: number) =>
    known === 0
      ? `${n(count)}件を取り込みました。`
      : `${n(count)}件を取り込みました（${n(known)}件は取込み済みでした）。`,
  noted: "フォームの質問にない項目、または形式が合わない項目（庁内メモに入れました）",
  refused: "取り込めなかった添付ファイル（取込み元で確かめてください）",
  close: "閉じる",
};

const en: typeof ja = {
  title: "Take in applications of Pittari Service",
  lead: "Choose the file you downloaded (ZIP, CSV or XML). Fields that are called as questions of the form become answers, others a note of the section, attachments part of the conversation. Taken in twice, nothing is doubled.",
  form: "Form",
  choose: "Choose",
  file: "File (up to 64 MB)",
  verb: "Take in",
  done: (count, known) =>
    known === 0 ? `${n(count)} were taken in.` : `${n(count)} were taken in; ${n(known)} had been before.`,
  noted: "Fields that the form does not ask, or asks otherwise; they stand in a note",
  refused: "Attachments that could not be taken in; look at them where they came from",
  close: "Close",
};

export function useImportingWords(): typeof ja {
  return useBilingual({ ja, en });
}
