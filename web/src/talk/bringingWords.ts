/** What is said of people who are not in the room and are called all the same. */
import { currentLanguage } from "../i18n";

const ja = {
  bringIn: "招いて呼ぶ",
  bringInTitle: (name: string) => `${name} さんをルームに招きますか`,
  bringInText:
    "このルームのメンバーではないため、呼んでも届きません。招くと、これからのメッセージを読み、書き込めます。過去のメッセージを見せるルームでは、職員はこれまでのやり取りも読めます（ゲストは読めません）。",
  bringInNote: "ルームにいません（招いて呼ぶ）",
  notInRoom: "ルームにいません",
};

const en: typeof ja = {
  bringIn: "Bring in and call",
  bringInTitle: (name: string) => `Bring ${name} into this room?`,
  bringInText:
    "They are not in this room, so calling them would not reach them. Once in, they can read and write here; in a room that shows its history, staff also read what was said before; guests do not.",
  bringInNote: "not in the room (bring in and call)",
  notInRoom: "not in the room",
};

export function bringingWords(): typeof ja {
  return currentLanguage() === "ja" ? ja : en;
}
