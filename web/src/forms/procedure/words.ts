/** The words of the page on which a procedure is set up. */
import { useBilingual } from "../../i18n/useBilingual";

const n = (value: number) => value.toLocaleString("ja");

const ja = {
  failed: "読み込めませんでした。",
  lead: "届いた申請を、だれが、どの順に処理するかを決めます。設定しなければ「受付」と「完了」だけで処理できます。",
  begin: "ひな型",
  templates: {
    simple: "受付と完了だけ",
    examined: "審査あり",
    decided: "審査と決裁",
    delivered: "審査・決裁・交付",
  } as Record<string, string>,
  own: "この手続の設定",
  steps: "使う段階",
  step: { examining: "審査", deciding: "決裁", delivering: "交付" },
  stepNotes: {
    examining: "内容を確かめる段階です。補正の依頼は、この設定によらず行えます。",
    deciding: "承認がそろわないと、完了・交付・却下にできません。",
    delivering: "証明書などを渡す段階です。",
  },
  standardDays: "標準処理期間（開庁日）",
  standardHint: "受付の翌日から数え、補正を待つ間は止まります。空欄は期限なしです。",
  answerDays: "申請者への返信の期限（開庁日）",
  correctionDays: "補正の回答の期限（日）",
  savedMinutes: "紙で届いた場合より減る時間（1件あたり、分）",
  savedHint: "入力や確認にかかっていた時間の見込みです。処理状況の「削減時間」に使います。空欄は数えません。",
  route: "決裁の経路",
  routeHint: "上の段の全員が承認すると、次の段に進みます。起案した人は承認できません。",
  stage: (count: number) => `${n(count)}段目`,
  addStage: "段を追加する",
  removeStage: (count: number) => `${n(count)}段目をなくす`,
  addApprover: "承認する人を追加する",
  addDeputy: (name: string) => `${name}さんの代決者を決める`,
  deputy: (name: string) => `代決者：${name}`,
  removeDeputy: (name: string) => `代決者${name}さんを外す`,
  removeApprover: (name: string) => `${name}さんを経路から外す`,
  noRoute: "承認する人を1人以上決めてください。",
  texts: "申請者へのお知らせ",
  textsHint:
    "その状態になったときのメールに加える文です。空欄でも、完了・却下・交付・補正・取下げはお知らせします。",
  states: {
    received: "受付",
    examining: "審査",
    delivering: "交付",
    done: "完了",
    refused: "却下",
  },
  sentences: "定型文",
  sentencesHint: "補正や却下の理由を書くときに選べます。1行に1つ書いてください。",
  kinds: { correction: "補正の文", reason: "理由の文", guidance: "案内の文" },
  save: "保存する",
  saved: "保存しました。",
  notSaved: "まだ保存していません",
  choose: "選ぶ",
  mayNotChange: "手続の流れは、公開の権限を持つ人が変更できます。",
};

const en: typeof ja = {
  failed: "This could not be loaded.",
  lead: "Who works on what comes in, and in which order. Without any of this it is received, then done.",
  begin: "Ready-made",
  templates: {
    simple: "Received, then done",
    examined: "Examined",
    decided: "Examined and approved",
    delivered: "Examined, approved, handed over",
  },
  own: "This procedure",
  steps: "Steps",
  step: { examining: "Examine", deciding: "Approve", delivering: "Hand over" },
  stepNotes: {
    examining: "Somebody looks at it. A correction can be asked for in any case.",
    deciding: "Nothing is finished, handed over or refused before it is approved.",
    delivering: "A certificate or the like is handed over.",
  },
  standardDays: "Standard period (working days)",
  standardHint:
    "Counted from the day after it came in; it stops while a correction is awaited. Empty: no period.",
  answerDays: "Days to answer an applicant (working days)",
  correctionDays: "Days to correct something",
  savedMinutes: "Minutes saved by each that does not come on paper",
  savedHint: "Your own estimate of the typing and checking. It makes up “hours saved”; empty: not counted.",
  route: "Who approves",
  routeHint: "When everybody of a stage has approved, the next is asked. Who proposes does not approve.",
  stage: (count) => `Stage ${count}`,
  addStage: "Add a stage",
  removeStage: (count) => `Remove stage ${count}`,
  addApprover: "Add who approves",
  addDeputy: (name) => `Choose the deputy of ${name}`,
  deputy: (name) => `Deputy: ${name}`,
  removeDeputy: (name) => `Remove the deputy ${name}`,
  removeApprover: (name) => `Remove ${name}`,
  noRoute: "Please choose at least one person who approves.",
  texts: "What applicants are told",
  textsHint:
    "Added to the mail of that state. Where it is empty, they are still told of the end, a refusal, a correction.",
  states: {
    received: "Received",
    examining: "Examined",
    delivering: "Handed over",
    done: "Done",
    refused: "Refused",
  },
  sentences: "Sentences",
  sentencesHint: "To choose from when a reason is written. One on each line.",
  kinds: { correction: "For corrections", reason: "For reasons", guidance: "For guidance" },
  save: "Save",
  saved: "Saved.",
  notSaved: "Not saved yet",
  choose: "Choose",
  mayNotChange: "Whoever may publish the form can change its procedure.",
};

export type ProcedureWords = typeof ja;

export function useProcedureWords(): ProcedureWords {
  return useBilingual({ ja, en });
}
