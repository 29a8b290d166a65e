/** The words of hand-overs, in both languages. */
import { currentLanguage, useText } from "../i18n";

const ja = {
  title: "引き継ぎ",
  prepare: "後任へ引き継ぐ",
  received: "前任から受け取る",
  failed: "引き継ぎを取得できませんでした。",
  lead: "異動や担当替えの前に、後任に伝えることを書いておくところです。異動の一覧で後任が決まっていると、発令のときに後任へ渡ります。それまでは、ほかの人には見えません。",
  note: "後任に伝えること",
  noteHint: "進行中の仕事、期限、相手先、気を付けることなど",
  save: "保存する",
  saved: "保存しました。",
  unsaved: "保存していない変更があります",
  marks: "先に読んでほしいメッセージ",
  noMarks:
    "まだありません。トークで、メッセージの「その他の操作」から「引き継ぎに加える」を選ぶと、ここに並びます。",
  noMarksGiven: "前任が選んだメッセージはありません。",
  marksHint: "後任が参加していないルームのメッセージは、後任には表示されません。",
  comment: "ひとこと",
  unmark: (text: string) => `「${text}」を引き継ぎから外す`,
  mentions: "返事を待っているメンション",
  mentionsHint: "あなたを名前で呼んだメッセージのうち、返信もリアクションもしていないもの（1年以内）です。",
  mentionsFrom: (name: string) =>
    `${name} さんを名前で呼んだメッセージのうち、前任もあなたも返信・リアクションをしていないもの（1年以内）です。`,
  noMentions: "返事を待っているメンションはありません。",
  moreMentions: "新しいものから50件を表示しています。",
  rooms: "ルーム",
  roomsHint:
    "「部署のルーム」には、後任が発令のときに自動で入ります。ほかのルームには、ルームの設定から後任を招待してください。",
  roomsGiven: "前任が発令のときに参加していたルームのうち、あなたが参加しているものです。",
  noRooms: "ルームはありません。",
  follows: "部署のルーム",
  wasMasterMine: "あなたが管理者",
  wasMaster: "前任が管理者",
  isMaster: "あなたが管理者",
  archived: "保管済み",
  given: "渡した引き継ぎ",
  to: (name: string) => `${name} さんへ`,
  from: (name: string) => `${name} さんから`,
  handedOn: (when: string) => `${when} に引き継ぎ`,
  isNew: "未確認",
  noneTitle: "受け取った引き継ぎはありません",
  noneText: "あなたが後任になる異動が実行されると、前任が用意した内容がここに届きます。",
  nothingWritten: "前任が書いた文章はありません。",
  arrived: (name: string) => `${name} さんから引き継ぎが届いています。`,
  went: (name: string) => `人事異動により、あなたの引き継ぎを ${name} さんへ渡しました。`,
  look: "見る",
  marked: "引き継ぎに加えました。",
  removed: "このメッセージは削除されました。",
  files: (n: number) => `ファイル ${n}件`,
};

export type Words = typeof ja;

const en: Words = {
  title: "Hand-over",
  prepare: "To my successor",
  received: "From my predecessor",
  failed: "The hand-over could not be fetched.",
  lead: "Write down here what your successor needs before you move. If the list of transfers names a successor, it goes to that person at the hour. Until then nobody else sees it.",
  note: "What my successor should know",
  noteHint: "Work in progress, deadlines, contacts, what to look out for",
  save: "Save",
  saved: "Saved.",
  unsaved: "There are changes you have not saved",
  marks: "Messages to read first",
  noMarks: "None yet. Choose “Add to the hand-over” among a message's actions, and it appears here.",
  noMarksGiven: "Your predecessor marked no messages.",
  marksHint: "Messages of rooms your successor is not in are not shown to that person.",
  comment: "A word about it",
  unmark: (text: string) => `Take “${text}” out of the hand-over`,
  mentions: "Mentions waiting for an answer",
  mentionsHint:
    "Messages of the last year that call you by name and to which you neither replied nor reacted.",
  mentionsFrom: (name: string) =>
    `Messages of the last year that call ${name} by name, to which neither of you replied or reacted.`,
  noMentions: "No mention waits for an answer.",
  moreMentions: "The newest 50 are shown.",
  rooms: "Rooms",
  roomsHint:
    "Your successor comes into a department's rooms at the hour. Into other rooms, please invite that person in the room's settings.",
  roomsGiven: "Rooms your predecessor was in at the hour and you are in.",
  noRooms: "There are no rooms.",
  follows: "Department's room",
  wasMasterMine: "You are master",
  wasMaster: "Predecessor was master",
  isMaster: "You are master",
  archived: "Archived",
  given: "Handed over",
  to: (name: string) => `To ${name}`,
  from: (name: string) => `From ${name}`,
  handedOn: (when: string) => `Handed over ${when}`,
  isNew: "New",
  noneTitle: "Nothing was handed over to you",
  noneText: "When a transfer makes you somebody's successor, what that person prepared arrives here.",
  nothingWritten: "Your predecessor wrote no note.",
  arrived: (name: string) => `${name} handed over to you.`,
  went: (name: string) => `By a transfer, your hand-over went to ${name}.`,
  look: "Look",
  marked: "Added to the hand-over.",
  removed: "This message was removed.",
  files: (n: number) => `${n} ${n === 1 ? "file" : "files"}`,
};

export function words(): Words {
  return currentLanguage() === "ja" ? ja : en;
}

export function useWords(): Words {
  useText(); // draws again when the language changes
  return words();
}
