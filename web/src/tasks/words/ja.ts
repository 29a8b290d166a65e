import type { TaskView } from "../../api/generated";
import type { View } from "../api";

const n = (value: number) => value.toLocaleString("ja");

export const ja = {
  title: "タスク",
  failed: "読み込めませんでした。通信を確かめて、もう一度お試しください。",
  make: "タスクを作る",
  list: "タスクの一覧",
  viewsLabel: "タスクの分け方",
  views: { mine: "自分のタスク", given: "頼んだタスク", done: "終わったもの" } as Record<View, string>,
  dueCount: (count: number) => `今日まで、または期限切れのタスク ${n(count)} 件`,
  givenCount: (count: number) => `頼んだタスク ${n(count)} 件`,
  none: {
    mine: "することはありません",
    given: "頼んだタスクはありません",
    done: "終わったタスクはありません",
  } as Record<View, string>,
  noneText: {
    mine: "「タスクを作る」か、メッセージのメニューの「タスクにする」から作れます。",
    given: "ほかの人に頼んだタスクが、終わるまで、ここに並びます。",
    done: "終わったタスクと、その記録が、ここに残ります。",
  } as Record<View, string>,
  by: (day: string) => `${day} まで`,
  overdue: (day: string) => `期限切れ（${day} まで）`,
  between: "、",
  givenBy: (name: string) => `${name} さんから`,
  toRoom: "ルームを開く",
  toMessage: "もとのメッセージを開く",
  finish: "終わった",
  finishWithNote: "メモを残して終える",
  finished: "終わりました。",
  doneNote: "結果のメモ",
  doneBy: (name: string, when: string) => `${name} さんが ${when} に終えました`,
  change: "変更する",
  save: "保存する",
  changed: "変更しました。",
  made: "タスクを作りました。",
  reopen: "もう一度開く",
  reopened: "もう一度開きました。",
  drop: "このタスクをやめる",
  dropped: "やめました",
  droppedToast: "タスクをやめました。",
  what: "すること",
  due: "期日",
  dueHint: "期日の朝と、過ぎた次の開庁日に、担当する人へ知らせます。",
  repeat: "くり返し",
  repeats: {
    none: "くり返さない",
    workdays: "開庁日ごと",
    weekly: "毎週",
    monthly: "毎月",
    yearly: "毎年",
  } as Record<TaskView["repeat"], string>,
  note: "説明",
  iDoIt: "自分が担当する（外す）",
  letMeDoIt: "自分も担当する",
};

export type TaskWords = typeof ja;
