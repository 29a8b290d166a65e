/** The words of announcing arrivals in a room. */
import { useBilingual } from "../../i18n/useBilingual";

const ja = {
  title: "到着のお知らせ",
  lead: "申請が届いたことを、トークルームに書き込みます。2分の間に届いたものは1つにまとめ、手続の名前と件数だけを書きます。",
  failed: "到着のお知らせの設定を読み込めませんでした。",
  room: "書き込むトークルーム",
  none: "お知らせしない",
  other: "（参加していないルーム）",
  by: (name: string) => `${name}さんの名前で書き込みます。`,
  yours: "選んだ人の名前で書き込みます。",
  stopped:
    "書き込めなくなったため、止まっています。ルームに参加していて「処理」の権限を持つ人が、選び直してください。",
  saved: "保存しました。",
};

const en: typeof ja = {
  title: "Announcing arrivals",
  lead: "It is said in a room that applications came in: those of two minutes together, with the form and how many, nothing else.",
  failed: "This could not be loaded.",
  room: "Room",
  none: "Not announced",
  other: "(a room you are not in)",
  by: (name) => `Written in the name of ${name}.`,
  yours: "Written in the name of whoever chooses the room.",
  stopped:
    "It has stopped: it could not be written any more. Please choose again, as somebody who is in the room and works on the form.",
  saved: "Saved.",
};

export function useAnnouncingWords(): typeof ja {
  return useBilingual({ ja, en });
}
