import type { CircularPart, CircularRow } from "../../api/generated";
import type { View, Which } from "../api";

const n = (value: number) => value.toLocaleString("ja");

export const ja = {
  title: "回覧",
  failed: "読み込めませんでした。通信を確かめて、もう一度お試しください。",
  notShown: "この回覧は表示できません。まだ順番が来ていないか、あて先に入っていない回覧です。",
  begin: "回覧を回す",
  list: "回覧の一覧",
  viewsLabel: "回覧の分け方",
  views: { waiting: "確認待ち", sent: "自分が回した", done: "確認済み・終了" } as Record<View, string>,
  waitingCount: (count: number) => `確認待ちの回覧 ${n(count)} 件`,
  sentCount: (count: number) => `回っている回覧 ${n(count)} 件`,
  none: {
    waiting: "確認待ちの回覧はありません",
    sent: "回した回覧はまだありません",
    done: "確認した回覧はまだありません",
  } as Record<View, string>,
  noneText: {
    waiting: "あなたの番になった回覧が、確認するまで、ここに並びます。",
    sent: "「回覧を回す」から、文書を職員や部署に回し、だれが確認したかを見られます。",
    done: "確認した回覧と、終わった回覧が、ここに残ります。",
  } as Record<View, string>,
  toConfirm: "要確認",
  status: {
    going: "回覧中",
    done: "回覧完了",
    ended: "期日により終了",
    withdrawn: "取下げ",
  } as Record<CircularRow["status"], string>,
  version: (number: number) => `第${n(number)}版`,
  progress: (confirmed: number, people: number) => `確認 ${n(confirmed)} / ${n(people)}`,
  passed: (count: number) => `飛ばした人 ${n(count)}`,
  dueOn: (day: string) => `${day} まで`,
  // One circular
  leading: "回覧の進め方",
  content: "回覧の内容",
  hasEnded: "期日を過ぎたため、回覧は終わりました。期日を延ばすと、続きから回ります。",
  wasWithdrawn: "この回覧は取り下げられました。本文と添付は表示しません。",
  changed: "内容が変わったため、はじめから回っています。前に確認した人も、もう一度確認してください。",
  reasonIs: (reason: string) => `変更の理由: ${reason}`,
  earlier: (number: number, confirmed: number, people: number) =>
    `第${n(number)}版（確認 ${n(confirmed)} / ${n(people)}）`,
  confirm: "確認しました",
  confirmWithComment: "コメントを付けて確認する",
  addComment: "コメントを書く",
  comment: "コメント",
  confirmFor: (name: string) => `${name} さんの代わりに確認する`,
  confirmedToast: "確認しました。",
  youConfirmed: (when: string) => `${when} に確認しました。`,
  youWerePassed: "発信者が先に進めました。回覧が終わるまでは、確認できます。",
  instead: (name: string) => `代理 ${name}`,
  nameDeputy: "代わりの人に頼む",
  deputyIs: (name: string) => `代わりの人: ${name}`,
  deputyLead: (name: string) =>
    `${name} さんが不在のとき、代わりに確認できる職員を1人選びます。本人も確認できます。`,
  dropDeputy: (name: string) => `${name} さんへの依頼をやめる`,
  themselves: "本人",
  sheet: "回覧票",
  whichLabel: "表示する人",
  which: {
    all: "全員",
    waiting: "確認待ち",
    later: "これから",
    confirmed: "確認済み",
    passed: "飛ばした人",
  } as Record<Which, string>,
  nobodyHere: "当てはまる人はいません。",
  stop: (at: number) => n(at),
  outcomeOf: (outcome: CircularPart["outcome"], isAsked: boolean, isSeen: boolean): string => {
    if (outcome === "confirmed") return "確認";
    if (outcome === "passed") return "飛ばした";
    if (outcome === "gone") return "退職・転出";
    if (outcome === "dropped") return "未確認";
    if (!isAsked) return "順番前";
    return isSeen ? "未確認（開封済み）" : "未確認（未開封）";
  },
  menuOf: (name: string) => `${name} さんの操作`,
  passOver: "飛ばして先へ進める",
  passTitle: (name: string) => `${name} さんを飛ばしますか`,
  passLead: "この人の確認を待たずに、次の人へ回します。本人は、回覧が終わるまで、あとから確認できます。",
  reason: "理由",
  reasonTold: "理由（届いた人に表示します）",
  waitingFor: (count: number) => `確認待ち ${n(count)}人`,
  remind: (count: number) => `${n(count)}人に確認を促す`,
  reminded: (count: number) => `${n(count)}人に知らせました。`,
  extend: "期日を変える",
  extendLead: "期日を延ばすと、止まっていたところから回ります。確認待ちの人に知らせます。",
  due: "期日",
  dueHint: "この日の終わりまで確認できます。空欄なら期日はありません。",
  widen: "あて先を加える",
  widenLead: {
    in_order: "いまのあて先の後に回します。すでに入っている人は、そのままです。",
    at_once: "加えた人に、すぐに届きます。すでに入っている人は、そのままです。",
  } as Record<CircularRow["manner"], string>,
  reword: "内容を変える",
  rewordVerb: "変えて、はじめから回す",
  rewordLead: (confirmed: number) =>
    confirmed === 0
      ? "変えると、はじめから回ります。前の内容も、届いた人は見られます。"
      : `変えると、はじめから回ります。すでに確認した${n(confirmed)}人にも、もう一度確認を求めます。前の内容と確認の記録は残ります。`,
  changeReason: "変更の理由",
  changeReasonHint: "届いた人に表示します。",
  reworded: "内容を変えて、はじめから回しました。",
  withdraw: "取り下げる",
  withdrawTitle: "この回覧を取り下げますか",
  withdrawLead:
    "確認を求めるのをやめ、本文と添付をほかの人に表示しなくなります。元に戻すことはできません。記録は残ります。",
  record: "記録をPDFで保存",
  saved: "変更しました。",
  history: "経過",
  happened: {
    "circular.sent": (day: string) => (day ? `回しました（期日 ${day}）` : "回しました"),
    "circular.passed_over": (who: string, count: number) =>
      count > 1 ? `${who} さんほか${n(count - 1)}人を飛ばしました` : `${who} さんを飛ばしました`,
    "circular.deputised": (who: string) => `代わりの人を決めました（${who}）`,
    "circular.reworded": () => "内容を変え、はじめから回しました",
    "circular.widened": (_: string, count: number) => `あて先に${n(count)}人を加えました`,
    "circular.reminded": (_: string, count: number) => `${n(count)}人に確認を促しました`,
    "circular.extended": (day: string) => (day ? `期日を${day}に変えました` : "期日をなくしました"),
    "circular.completed": () => "全員の確認が終わりました",
    "circular.ended": () => "期日により終わりました",
    "circular.withdrawn": () => "取り下げました",
    "circular.printed": () => "記録をPDFで保存しました",
    "circular.handed_over": (who: string) => `${who} さんに引き継ぎました`,
  } as Record<string, ((about: string, count: number) => string) | undefined>,
  // A new one
  newTitle: "回覧を回す",
  fromRoom: (name: string) => `「${name}」から`,
  subject: "件名",
  text: "本文",
  files: "添付ファイル",
  attach: "ファイルを添付する",
  sendingFile: "送信しています",
  dropFile: (name: string) => `${name} を外す`,
  mannerLabel: "回し方",
  manner: { at_once: "一斉に回す", in_order: "順に回す" } as Record<CircularRow["manner"], string>,
  mannerNote: {
    at_once: "全員に同時に届きます。",
    in_order: "前の人が確認すると、次の人に届きます。部署は、全員が確認すると次へ進みます。",
  } as Record<CircularRow["manner"], string>,
  stops: "あて先",
  stopsInOrder: "上から順に回ります。",
  stopsAtOnce: "全員に同時に届きます。",
  addPeople: "人を加える",
  addDepartment: "部署を加える",
  add: "加える",
  isThere: "加えてあります",
  departmentLead: "いま所属している職員全員に回します。あとから異動してきた人には届きません。",
  withBelow: "下の部署の職員も含める",
  everybodyOf: (count: number, withBelow: boolean) =>
    withBelow ? "全員（下の部署を含む）" : `全員（${n(count)}人）`,
  moveUp: (name: string) => `${name} を前にする`,
  moveDown: (name: string) => `${name} を後にする`,
  dropStop: (name: string) => `${name} を外す`,
  guestsRead: (count: number) => `団体の外のゲスト ${n(count)}人にも届きます。内容と添付を確かめてください。`,
  send: "回す",
  sent: "回覧を回しました。",
};

export type CircularWords = typeof ja;
