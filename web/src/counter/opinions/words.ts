/** The words of opinions. */
import { useBilingual } from "../../i18n/useBilingual";

const ja = {
  title: "意見照会",
  mine: "照会された意見",
  failed: "意見照会を読み込めませんでした。",
  none: "照会はまだありません。",
  ask: "意見を照会する",
  askLead:
    "ほかの部署や職員に、期限を決めて意見を聞きます。相手に見えるのは、質問と、下で選んだ項目だけです。",
  holder: "照会先",
  section: "部署",
  person: "職員",
  question: "聞きたいこと",
  answerBy: "回答の期限",
  shown: "相手に見せる項目",
  send: "照会する",
  asked: "照会しました。",
  askedBy: (by: string, day: string) => `${by}さんが照会（期限 ${day}）`,
  shownAre: (labels: string) => `見せた項目：${labels}`,
  shownNone: "申請の項目は見せていません",
  waiting: "回答待ち",
  withdrawn: "取り下げました",
  withdraw: "照会を取り下げる",
  answered: (by: string, when: string) => `${by}さんの回答 ${when}`,
  from: (department: string, by: string) => `${department} ${by}さんから`,
  open: "回答する",
  answer: "回答",
  give: "回答する",
  given: "回答しました。",
  closed: "申請の処理が終わったため、回答は要りません。",
  noneTitle: "照会された意見はありません",
  noneText: "ほかの部署から意見を聞かれると、ここに並びます。",
};

const en: typeof ja = {
  title: "Opinions",
  mine: "Asked of me",
  failed: "This could not be loaded.",
  none: "Nobody was asked yet.",
  ask: "Ask for an opinion",
  askLead:
    "Another section, or somebody, is asked by a day. They see the question and what is chosen below, and nothing else.",
  holder: "Whom to ask",
  section: "A section",
  person: "A person",
  question: "Question",
  answerBy: "Answer by",
  shown: "What they see",
  send: "Ask",
  asked: "Asked.",
  askedBy: (by, day) => `${by} asked (by ${day})`,
  shownAre: (labels) => `Shown: ${labels}`,
  shownNone: "Nothing of the application is shown",
  waiting: "Not answered yet",
  withdrawn: "Withdrawn",
  withdraw: "Take the question back",
  answered: (by, when) => `${by} answered ${when}`,
  from: (department, by) => `From ${department}, ${by}`,
  open: "Answer",
  answer: "Answer",
  give: "Answer",
  given: "Answered.",
  closed: "The application is closed; no answer is needed.",
  noneTitle: "Nobody asks you anything",
  noneText: "When another section asks for your opinion, it stands here.",
};

export function useOpinionWords(): typeof ja {
  return useBilingual({ ja, en });
}
