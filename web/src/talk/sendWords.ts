/** The words of sending at a time, and of what is asked before sending. */
const ja = {
  // Asked before
  outsidersTitle: "団体の外の人も読みます",
  outsidersText: (who: string) =>
    `このルームのメッセージは、${who}にも表示されます。宛先と内容を確かめてから送信してください。`,
  everybodyTitle: (n: number) => `${n}人全員に知らせます`,
  everybodyText: "「@全員」を付けたメッセージは、ルームの全員に通知されます。",
  send: "送信する",
  // At a time
  later: "日時を決めて送る",
  laterLead: "選んだ日時に、自分の名前で送られます。それまでは、自分にしか見えません。",
  nightTitle: "翌開庁日の朝に送りますか",
  nightLead: "夜間と閉庁日は、次の開庁日の朝に送る設定です。急ぎのときは、今すぐ送れます。",
  now: "今すぐ送る",
  empty: "先にメッセージを書いてください。",
  noFiles: "ファイルや確認の依頼が付いたメッセージは、予約できません。",
  set: "この日時に送る",
  planned: (when: string) => `${when} に送ります。`,
  failed: "予約を読み込めませんでした。通信を確かめて、もう一度お試しください。",
  waiting: (n: number) => `送信予約 ${n} 件`,
  refused: (n: number) => `送信できなかった予約 ${n} 件`,
  list: "このルームの送信予約",
  at: (when: string) => `${when} に送信`,
  notSent: (why: string) => `送信できませんでした。${why}`,
  takeBack: "予約を取り消して書き直す",
  takenBack: "予約を取り消し、書き込み欄に戻しました。",
  wasRefused: "予約したメッセージを送信できませんでした。ルームの送信予約で理由を確かめてください。",
  // Undo
  undo: "送信を取り消す",
  undone: "送信を取り消し、書き込み欄に戻しました。",
  undoFailed: "取り消せませんでした。メッセージのメニューから削除できます。",
};

const en: typeof ja = {
  outsidersTitle: "People outside your body read this",
  outsidersText: (who) => `What is written here is shown to ${who}. Please check before you send.`,
  everybodyTitle: (n) => `This tells all ${n} people`,
  everybodyText: "A message with “@everybody” notifies everybody in the room.",
  send: "Send",
  later: "Send at a time",
  laterLead: "It is sent in your name at that time. Until then nobody else sees it.",
  nightTitle: "Send it on the next working morning?",
  nightLead:
    "You chose to send what you write at night and on days off in the morning. You can still send it now.",
  now: "Send now",
  empty: "Please write the message first.",
  noFiles: "A message with files, or one that asks for confirmation, cannot be planned.",
  set: "Send at this time",
  planned: (when) => `It will be sent ${when}.`,
  failed: "What is planned could not be loaded. Please check the connection and try again.",
  waiting: (n) => `${n} planned`,
  refused: (n) => `${n} planned could not be sent`,
  list: "Planned in this room",
  at: (when) => `Sent ${when}`,
  notSent: (why) => `Could not be sent. ${why}`,
  takeBack: "Take back and rewrite",
  takenBack: "Taken back into the field.",
  wasRefused: "A planned message could not be sent. The room says why.",
  undo: "Undo sending",
  undone: "Taken back into the field.",
  undoFailed: "It could not be undone. You can remove it from its menu.",
};

export const words = { ja, en };
