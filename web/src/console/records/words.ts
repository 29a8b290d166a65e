/** The words of reading records. */
import type { RecordRequest } from "../../api/generated";

export interface RecordWords {
  readonly title: string;
  readonly ask: string;
  readonly noneTitle: string;
  readonly noneText: string;
  readonly askLead: string;
  readonly reason: string;
  readonly reasonHint: string;
  readonly rooms: string;
  readonly findRoom: string;
  readonly noRooms: string;
  readonly people: string;
  readonly findPerson: string;
  readonly both: string;
  readonly first: string;
  readonly last: string;
  readonly send: string;
  readonly sent: string;
  readonly drop: (name: string) => string;
  readonly archived: string;
  readonly states: Readonly<Record<RecordRequest["state"], string>>;
  readonly target: string;
  readonly period: string;
  readonly span: (first: string, last: string) => string;
  readonly askedBy: string;
  readonly decidedBy: string;
  readonly until: (when: string) => string;
  readonly views: (n: number) => string;
  readonly consent: string;
  readonly consentText: (name: string, hours: number) => string;
  readonly refuse: string;
  readonly refuseText: (name: string) => string;
  readonly withdraw: string;
  readonly withdrawText: string;
  readonly waitForAnother: string;
  readonly read: string;
  readonly done: string;
  readonly takeOut: string;
  readonly formats: Readonly<Record<"html" | "csv" | "jsonl", string>>;
  readonly reading: string;
  readonly readingNote: (until: string) => string;
  readonly nothing: string;
  readonly nothingText: string;
  readonly removed: (by: string, when: string) => string;
  readonly edited: (when: string) => string;
  readonly erased: string;
  readonly reply: string;
  readonly proof: (seq: number, digest: string) => string;
  readonly direct: string;
  readonly rules: string;
  readonly rulesNote: (hours: number, tell: string) => string;
  readonly hours: string;
  readonly hoursWrong: string;
  readonly tell: string;
  readonly tells: Readonly<Record<"at_once" | "afterwards", string>>;
  readonly save: string;
}

const ja: RecordWords = {
  title: "記録の閲覧",
  ask: "閲覧を申請する",
  noneTitle: "閲覧の申請はありません",
  noneText:
    "監査担当は、理由を示し、もう一人の監査担当か管理者の同意を得た場合に限り、決まった期間だけトークの記録を閲覧できます。閲覧はすべて記録に残ります。",
  askLead:
    "もう一人の監査担当か管理者が、理由と範囲を見て同意するかを決めます。申請も、同意も、閲覧も記録に残ります。",
  reason: "閲覧の理由",
  reasonHint: "同意する人が判断できるように、10文字以上で書いてください。",
  rooms: "ルーム",
  findRoom: "ルームの名前で探す",
  noRooms: "当てはまるルームはありません。",
  people: "職員",
  findPerson: "氏名・よみがなで探す",
  both: "ルームだけを選ぶとその全体、職員だけを選ぶとその人の発言（個別トークを含む）、両方を選ぶとそのルームでのその人の発言が対象です。",
  first: "この日から",
  last: "この日まで",
  send: "申請する",
  sent: "申請しました。同意を待っています。",
  drop: (name) => `${name}を外す`,
  archived: "保管",
  states: {
    asked: "同意待ち",
    open: "閲覧できます",
    refused: "同意されませんでした",
    withdrawn: "取り下げ",
    ended: "期限切れ",
  },
  target: "対象",
  period: "期間",
  span: (first, last) => `${first}から${last}まで`,
  askedBy: "申請者",
  decidedBy: "確認した人",
  until: (when) => `期限 ${when}`,
  views: (n) => `閲覧 ${n}回`,
  consent: "同意する",
  consentText: (name, hours) =>
    `${name} さんは、いまから${hours}時間、この範囲の記録（削除された発言を含む）を閲覧し、書き出せるようになります。`,
  refuse: "同意しない",
  refuseText: (name) => `${name} さんの申請に同意しません。閲覧するには、あらためて申請が必要です。`,
  withdraw: "取り下げる",
  withdrawText: "この申請での閲覧は、すぐにできなくなります。",
  waitForAnother: "自分の申請には同意できません。",
  read: "記録を読む",
  done: "反映しました。",
  takeOut: "証明付きで書き出す",
  formats: { html: "読むためのページ（HTML）", csv: "CSV（表計算ソフト用）", jsonl: "JSON Lines（検証用）" },
  reading: "監査のための閲覧",
  readingNote: (until) => `閲覧のたびに、だれが何を何のために読んだかが記録に残ります。期限 ${until}`,
  nothing: "この範囲に発言はありません",
  nothingText: "申請した期間とルームを確かめてください。",
  removed: (by, when) => `${by} さんが削除（${when}）`,
  edited: (when) => `編集後（${when}）`,
  erased: "本文は保存期間の満了により消去されました。",
  reply: "返信",
  proof: (seq, digest) => `記録番号 ${seq}・検証値 ${digest}`,
  direct: "個別トーク",
  rules: "閲覧の規則を変える",
  rulesNote: (hours, tell) => `同意の有効時間は${hours}時間。ルームの管理者への通知は、${tell}。`,
  hours: "同意の有効時間（時間）",
  hoursWrong: "1から336までの数で入力してください。",
  tell: "ルームの管理者への通知",
  tells: { at_once: "閲覧したときすぐに行う", afterwards: "閲覧の期間が終わってから行う" },
  save: "保存する",
};

const en: RecordWords = {
  title: "Reading records",
  ask: "Ask to read",
  noneTitle: "No requests",
  noneText:
    "Auditors may read the talk for a limited time, with a reason and the consent of a second auditor or administrator. Every view is on record.",
  askLead: "A second auditor or an administrator decides. Request, consent and every view are on record.",
  reason: "Reason",
  reasonHint: "At least ten characters that somebody else can judge.",
  rooms: "Rooms",
  findRoom: "Find a room by name",
  noRooms: "No room matches.",
  people: "People",
  findPerson: "Find by name or reading",
  both: "Rooms alone: everything in them. People alone: what they wrote, in direct talks too. Both: what they wrote there.",
  first: "From",
  last: "Until",
  send: "Ask",
  sent: "Sent. Waiting for consent.",
  drop: (name) => `Remove ${name}`,
  archived: "archived",
  states: {
    asked: "Waiting for consent",
    open: "Open",
    refused: "Refused",
    withdrawn: "Withdrawn",
    ended: "Over",
  },
  target: "What",
  period: "Period",
  span: (first, last) => `${first} to ${last}`,
  askedBy: "Asked by",
  decidedBy: "Decided by",
  until: (when) => `Until ${when}`,
  views: (n) => `Viewed ${n} times`,
  consent: "Consent",
  consentText: (name, hours) =>
    `For ${hours} hours from now, ${name} may read and export these records, removed messages included.`,
  refuse: "Refuse",
  refuseText: (name) => `The request of ${name} is refused. Reading would need a new request.`,
  withdraw: "Withdraw",
  withdrawText: "Nothing can be read with this request from now on.",
  waitForAnother: "You cannot consent to your own request.",
  read: "Read",
  done: "Done.",
  takeOut: "Export with proof",
  formats: {
    html: "A page to read (HTML)",
    csv: "CSV (for spreadsheets)",
    jsonl: "JSON Lines (to be verified)",
  },
  reading: "Read for the audit",
  readingNote: (until) => `Each view is on record: who, what and why. Until ${until}`,
  nothing: "Nothing was said in this range",
  nothingText: "Please check the period and the rooms of the request.",
  removed: (by, when) => `Removed by ${by} (${when})`,
  edited: (when) => `Edited (${when})`,
  erased: "The body was erased when its retention ended.",
  reply: "Reply",
  proof: (seq, digest) => `No. ${seq}, digest ${digest}`,
  direct: "Direct talk",
  rules: "Change the rules",
  rulesNote: (hours, tell) => `A consent lasts ${hours} hours. Masters are told ${tell}.`,
  hours: "Hours a consent lasts",
  hoursWrong: "Please enter a number from 1 to 336.",
  tell: "Telling the masters",
  tells: { at_once: "at the first view", afterwards: "when it is over" },
  save: "Save",
};

export const words = { ja, en };
