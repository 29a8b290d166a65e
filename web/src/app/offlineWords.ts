/** The words about what has not left yet, what another app shared, and a newer version. */
const ja = {
  newerReady: "新しい版があります。書きかけのメッセージは残ります。",
  takeNewer: "更新する",
  unsentTitle: "まだ送られていないメッセージ",
  unsentNone: "送信待ちのメッセージはありません。",
  unsentOf: (room: string, when: string) => `${room}　${when}`,
  unsentDirect: "トーク",
  unsentClosed: "参加していないルーム",
  unsentFiles: (names: string) => `添付: ${names}`,
  withdraw: "取り消す",
  shareTitle: "送るルームを選ぶ",
  shareFind: "ルームを探す",
  shareText: "本文",
  shareFiles: (n: number) => `ファイル ${n}件`,
  shareNote: "選んだルームの入力欄に入ります。確かめてから送信してください。",
  shareNoneTitle: "共有された内容はありません",
  shareNoneText: "写真などを送るときは、写真アプリの「共有」から「回覧」を選んでください。",
  shareFailedTitle: "受け取れませんでした",
  shareFailedText: "端末の空きが足りないかもしれません。写真を減らして、もう一度共有してください。",
  shareNoRoom: "送ることのできるルームがありません。",
  shareNoFiles: "この環境ではファイルを添付できないため、本文だけを入れました。",
};

type OfflineWords = typeof ja;

const en: OfflineWords = {
  newerReady: "There is a newer version. What you are writing stays.",
  takeNewer: "Update",
  unsentTitle: "Messages that have not been sent",
  unsentNone: "No message is waiting.",
  unsentOf: (room: string, when: string) => `${room}, ${when}`,
  unsentDirect: "Direct talk",
  unsentClosed: "A room you are not in",
  unsentFiles: (names: string) => `Attached: ${names}`,
  withdraw: "Take back",
  shareTitle: "Choose a room to send to",
  shareFind: "Find a room",
  shareText: "Text",
  shareFiles: (n: number) => (n === 1 ? "1 file" : `${n} files`),
  shareNote: "It is put where you write in that room. Please check it, then send.",
  shareNoneTitle: "Nothing was shared",
  shareNoneText: "To send photos, choose “Share” in your photo app, then “回覧”.",
  shareFailedTitle: "It could not be received",
  shareFailedText: "The device may be full. Please share fewer photos.",
  shareNoRoom: "There is no room you can send to.",
  shareNoFiles: "Files cannot be attached from here, so only the text was put in.",
};

export const words = { ja, en };
