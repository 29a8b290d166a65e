const ja = {
  title: "既読の表示",
  label: "既読の時刻を見られる人",
  hint: "だれが読んだかは、いつでもルームの全員に表示されます。ここで選ぶのは、読んだ時刻の表示です。団体のすべてのルームに適用されます。",
  shownTo: {
    members: "ルームのメンバー全員",
    author: "メッセージを書いた人だけ",
    nobody: "だれにも表示しない",
  },
  saved: "既読の表示を保存しました。",
  failed: "既読の表示の設定を読み込めませんでした。",
};

const en: typeof ja = {
  title: "Read receipts",
  label: "Who sees at what time a message was read",
  hint: "That somebody has read it is always shown to the room. This is about the time, in all rooms of the body.",
  shownTo: {
    members: "All members of the room",
    author: "The author of the message",
    nobody: "Nobody",
  },
  saved: "Saved.",
  failed: "The settings for read receipts could not be loaded.",
};

export const words = { ja, en };
