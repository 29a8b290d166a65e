/** The words of changes of departments that are planned for a day. */
type Act = "rename" | "move" | "merge" | "close";

export interface PlannedWords {
  readonly plan: string;
  readonly title: string;
  readonly lead: (name: string) => string;
  readonly verb: string;
  readonly what: string;
  readonly acts: Readonly<Record<Act, string>>;
  readonly name: string;
  readonly under: string;
  readonly into: string;
  readonly choose: string;
  readonly top: string;
  readonly day: string;
  readonly clock: string;
  readonly note: string;
  readonly warned: (why: string) => string;
  readonly list: string;
  readonly states: Readonly<Record<"waiting" | "done" | "failed" | "withdrawn", string>>;
  readonly told: Readonly<Record<Act | "open", (path: string, to: string) => string>>;
  readonly withdraw: string;
  readonly above: string;
  readonly openLater: string;
  readonly openNote: string;
  readonly toOpen: (path: string) => string;
}

const ja: PlannedWords = {
  plan: "日時を決めて変更する",
  title: "部署の変更の予約",
  lead: (name) => `${name} の変更を予約します。`,
  verb: "予約する",
  what: "変更の内容",
  acts: { rename: "名称を変える", move: "移す", merge: "統合する", close: "廃止する" },
  name: "新しい名称",
  under: "移動先",
  into: "統合先",
  choose: "部署を選ぶ",
  top: "最上位",
  day: "行う日",
  clock: "時刻（日本時間）",
  note: "その日時までは、ほかの職員には見えません。行うときに、予約した人の権限と部署の状態をもう一度確かめます。",
  warned: (why) =>
    `予約しました。いまの状態では、次の理由で実行できません。その日時までに確かめてください。${why}`,
  list: "予約した変更",
  states: { waiting: "予約中", done: "実行済み", failed: "実行できず", withdrawn: "取り消し" },
  told: {
    open: (path) => `${path} を新設する`,
    rename: (path, to) => `${path} の名称を「${to}」に変える`,
    move: (path, to) => `${path} を ${to} の下へ移す`,
    merge: (path, to) => `${path} を ${to} に統合する`,
    close: (path) => `${path} を廃止する`,
  },
  withdraw: "取り消す",
  above: "上の部署",
  openLater: "日時を決めて新設する",
  openNote:
    "その日時までは、ほかの職員には見えません。その日時以後に行う部署の変更と人事異動では、先に選んでおけます。行うときに、予約した人の権限と部署の状態をもう一度確かめます。",
  toOpen: (path) => `${path}（新設の予約）`,
};

const en: PlannedWords = {
  plan: "Change at a date",
  title: "Plan a change of the department",
  lead: (name) => `A change of ${name} is planned.`,
  verb: "Plan",
  what: "What is to happen",
  acts: { rename: "Rename", move: "Move", merge: "Merge", close: "Close" },
  name: "New name",
  under: "Move to",
  into: "Merge into",
  choose: "Choose a department",
  top: "Top",
  day: "Day",
  clock: "Time (Japan)",
  note: "Nobody else sees it before. When it is carried out, your power and the departments are checked again.",
  warned: (why) =>
    `Planned. As things are now it could not be carried out; please see to it before that time. ${why}`,
  list: "Planned changes",
  states: { waiting: "Planned", done: "Carried out", failed: "Not carried out", withdrawn: "Withdrawn" },
  told: {
    open: (path) => `Open ${path}`,
    rename: (path, to) => `Rename ${path} to “${to}”`,
    move: (path, to) => `Move ${path} below ${to}`,
    merge: (path, to) => `Merge ${path} into ${to}`,
    close: (path) => `Close ${path}`,
  },
  withdraw: "Withdraw",
  above: "Below which department",
  openLater: "Open it at a date",
  openNote:
    "Nobody else sees it before. Changes of departments and lists of moves for that time or later can name it already. When it is carried out, your power and the departments are checked again.",
  toOpen: (path) => `${path} (to be opened)`,
};

export const words = { ja, en };
