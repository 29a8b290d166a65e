/** What the timeline says of comings, goings and new rules; fetched with the first of them. */
import { currentLanguage } from "../i18n";

const by = (who: string | null) => (who === null ? "" : `${who} さんが`);

const ja = {
  person: (name: string) => `${name} さん`,
  others: (names: string, n: number) => `${names} ほか${n}人`,
  created: (who: string | null) => (who === null ? "ルームができました" : `${who} さんがルームを作りました`),
  renamed: (who: string | null, name: string) => `${by(who)}ルームの名前を「${name}」に変えました`,
  purpose: (who: string | null) => `${by(who)}ルームの目的を変えました`,
  opened: (who: string | null) => `${by(who)}だれでも参加できるルームにしました`,
  closed: (who: string | null) => `${by(who)}招かれた人だけのルームにしました`,
  historyAll: (who: string | null) => `${by(who)}後から入った人に過去のメッセージも見せるようにしました`,
  historyJoining: (who: string | null) =>
    `${by(who)}後から入った人には参加した後のメッセージだけを見せるようにしました`,
  reclassified: (who: string | null, to: string) => `${by(who)}機密性を「${to}」に変えました`,
  archived: (who: string | null) => `${by(who)}ルームを保管しました`,
  unarchived: (who: string | null) => `${by(who)}ルームの保管をやめました`,
  came: (whom: string) => `${whom}が参加しました`,
  cameByPost: (whom: string) => `${whom}が所属により入りました`,
  broughtIn: (who: string, whom: string) => `${who} さんが${whom}を招きました`,
  left: (whom: string) => `${whom}が退出しました`,
  takenOut: (who: string, whom: string) => `${who} さんが${whom}を外しました`,
  masterNamed: (who: string | null, whom: string) => `${by(who)}${whom}を管理者にしました`,
  masterWithdrawn: (who: string | null, whom: string) => `${by(who)}${whom}を管理者から外しました`,
  urged: (who: string | null, why: string) => `${by(who)}緊急の通知を送りました（${why}）`,
  hidden: (who: string | null, why: string) => `${by(who)}メッセージを非表示にしました（${why}）`,
  solved: (who: string | null) => `${by(who)}質問を解決にしました`,
  reopened: (who: string | null) => `${by(who)}質問をもう一度開きました`,
};

const somebody = (who: string | null) => who ?? "Somebody";

const en: typeof ja = {
  person: (name: string) => name,
  others: (names: string, n: number) => `${names} and ${n} more`,
  created: (who: string | null) => (who === null ? "The room was made" : `${who} made the room`),
  renamed: (who: string | null, name: string) => `${somebody(who)} renamed the room to “${name}”`,
  purpose: (who: string | null) => `${somebody(who)} changed the purpose of the room`,
  opened: (who: string | null) => `${somebody(who)} opened the room to everybody`,
  closed: (who: string | null) => `${somebody(who)} closed the room to those who are not invited`,
  historyAll: (who: string | null) => `${somebody(who)} let newcomers see earlier messages`,
  historyJoining: (who: string | null) =>
    `${somebody(who)} let newcomers see only what comes after they joined`,
  reclassified: (who: string | null, to: string) => `${somebody(who)} changed the class of the room to ${to}`,
  archived: (who: string | null) => `${somebody(who)} archived the room`,
  unarchived: (who: string | null) => `${somebody(who)} reopened the room`,
  came: (whom: string) => `${whom} joined`,
  cameByPost: (whom: string) => `${whom} came in by their post`,
  broughtIn: (who: string, whom: string) => `${who} brought ${whom} in`,
  left: (whom: string) => `${whom} left`,
  takenOut: (who: string, whom: string) => `${who} removed ${whom}`,
  masterNamed: (who: string | null, whom: string) => `${somebody(who)} made ${whom} a master of the room`,
  masterWithdrawn: (who: string | null, whom: string) => `${somebody(who)} made ${whom} a member again`,
  urged: (who: string | null, why: string) => `${somebody(who)} told this as urgent (${why})`,
  hidden: (who: string | null, why: string) => `${somebody(who)} hid a message (${why})`,
  solved: (who: string | null) => `${somebody(who)} marked a question as solved`,
  reopened: (who: string | null) => `${somebody(who)} opened a question again`,
};

export function happenedWords(): typeof ja {
  return currentLanguage() === "ja" ? ja : en;
}
