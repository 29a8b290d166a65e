/** What the parts of the administration are called, and what whoever does them can do. */
import type { Task } from "../../model/tasks";

interface TaskWords {
  readonly name: string;
  readonly note: string;
}

export interface DelegationWords {
  readonly title: (name: string) => string;
  readonly lead: string;
  readonly held: string;
  readonly none: string;
  readonly open: string;
  readonly range: string;
  readonly anotherRange: (task: string) => string;
  readonly whole: string;
  readonly add: string;
  readonly remove: (department: string) => string;
  readonly save: string;
  readonly of: (task: string, department: string) => string;
  readonly gone: string;
  readonly readOnly: string;
  readonly only: Readonly<Record<"people" | "guests" | "devices", string>>;
  readonly second: string;
  readonly tag: string;
  readonly tasks: Readonly<Record<Task, TaskWords>>;
}

const ja: DelegationWords = {
  title: (name) => `${name} さんに任せる担当`,
  lead: "管理の一部を任せます。任せた画面だけが、その人の「管理」に出ます。権限の付け外しは管理者だけができます。権限も担当もなかった人は、サインアウトされ、パスキー・認証アプリ・統合認証との結び付けを、パスワードでサインインして登録し直します。",
  held: "担当",
  none: "担当は任せていません。",
  open: "担当を任せる",
  range: "任せる範囲",
  anotherRange: (task) => `${task}の範囲`,
  whole: "団体の全体",
  add: "別の部署も任せる",
  remove: (department) => `${department}を外す`,
  save: "保存する",
  of: (task, department) => `${task}（${department}）`,
  gone: "廃止された部署",
  readOnly: "管理者・監査担当・担当を任された職員のアカウントは、管理者だけが変えられます。",
  only: {
    people: "担当する部署の職員だけを表示しています。ほかの部署との異動は、管理者に依頼してください。",
    guests: "担当する部署の職員が責任者のゲストだけを表示しています。",
    devices: "担当する部署の職員の端末だけを表示しています。",
  },
  second:
    "管理者が一人だけです。休みや異動で管理できなくならないよう、もう一人に管理者の権限を付けることをおすすめします。",
  tag: "担当あり",
  tasks: {
    people: { name: "職員", note: "職員の追加・変更・休止、パスワードの再発行" },
    departments: { name: "部署", note: "部署の追加・名称変更・移動・廃止" },
    transfers: { name: "人事異動", note: "異動の準備と実施" },
    guests: { name: "ゲスト", note: "ゲストの一覧・延長・終了" },
    devices: { name: "端末", note: "端末の承認と利用停止" },
    rooms: { name: "ルーム", note: "ルームの一覧、管理者の指名、保管。内容は読めません" },
    policy: { name: "運用方針", note: "入口や端末ごとにできることの設定" },
    sign_in: { name: "サインイン", note: "パスワードや認証の規則" },
    figures: { name: "利用状況", note: "利用者数・メッセージ数などの集計" },
    audit: { name: "記録", note: "管理の操作の記録の確認と書き出し" },
    organization: { name: "団体の設定", note: "団体の名称や契約など" },
    emergency: { name: "緊急時の連絡", note: "一斉連絡・安否確認の送信と集計、電話連絡" },
  },
};

const en: DelegationWords = {
  title: (name) => `Tasks for ${name}`,
  lead: "Delegates find only the pages of their tasks in the console. Giving roles stays with administrators. Whoever had no role or task is signed out, and signs in with the password to register passkeys, the app and the link to the provider anew.",
  held: "Tasks",
  none: "No tasks were delegated.",
  open: "Delegate tasks",
  range: "How far",
  anotherRange: (task) => `How far: ${task}`,
  whole: "The whole organisation",
  add: "Another department, too",
  remove: (department) => `Remove ${department}`,
  save: "Save",
  of: (task, department) => `${task} (${department})`,
  gone: "a closed department",
  readOnly: "Accounts of administrators, auditors and delegates can be changed by administrators only.",
  only: {
    people: "Only people of your departments are shown. For moves beyond them, ask an administrator.",
    guests: "Only guests whose sponsors are in your departments are shown.",
    devices: "Only devices of people of your departments are shown.",
  },
  second:
    "There is only one administrator. Giving the role to a second person keeps you able to act when one is away.",
  tag: "Has tasks",
  tasks: {
    people: { name: "People", note: "Add, change and suspend people, issue passwords" },
    departments: { name: "Departments", note: "Add, rename, move and close departments" },
    transfers: { name: "Transfers", note: "Prepare and carry out moves" },
    guests: { name: "Guests", note: "List, renew and end guests" },
    devices: { name: "Devices", note: "Approve devices and cut them off" },
    rooms: { name: "Rooms", note: "List rooms, appoint masters, archive. Contents stay closed" },
    policy: { name: "Policy", note: "What may be done by entrance and device" },
    sign_in: { name: "Sign-in", note: "Rules for passwords and factors" },
    figures: { name: "Figures", note: "Counts of people and messages" },
    audit: { name: "Record", note: "Check and export the record of administration" },
    organization: { name: "Organisation", note: "Its name and plan" },
    emergency: { name: "Emergencies", note: "Send broadcasts and safety checks, count and phone" },
  },
};

export const words = { ja, en };

/** What each task is called, for the record. */
export function namesOf(language: keyof typeof words): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(words[language].tasks).map(([task, { name }]) => [task, name]));
}
