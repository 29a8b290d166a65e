const ja = {
  title: "ルームの整理",
  lead: "使っていない順に並んでいます。選んで、まとめて退出または保管できます。部署のルームと個別トークは出ません。",
  last: (when: string) => `最後の発言 ${when}`,
  never: "発言なし",
  master: "管理者",
  leave: (n: number) => `${n}件から退出する`,
  archive: (n: number) => `${n}件を保管する`,
  none: "整理できるルームはありません。",
  left: (n: number) => `${n}件のルームから退出しました。`,
  archived: (n: number) => `${n}件のルームを保管しました。`,
  some: (done: number, all: number) => `${all}件のうち${done}件を変更しました。残りは変更できませんでした。`,
  mastersOnly: "保管できるのは、自分が管理者のルームだけです。",
};

const en: typeof ja = {
  title: "Tidy up rooms",
  lead: "The longest unused first. Choose some to leave or archive them together. Rooms of departments and direct talks are not listed.",
  last: (when) => `Last message ${when}`,
  never: "No messages",
  master: "Master",
  leave: (n) => `Leave ${n}`,
  archive: (n) => `Archive ${n}`,
  none: "There are no rooms to tidy up.",
  left: (n) => `You left ${n} rooms.`,
  archived: (n) => `${n} rooms were archived.`,
  some: (done, all) => `${done} of ${all} were changed; the others could not be.`,
  mastersOnly: "You can archive only rooms whose master you are.",
};

export const words = { ja, en };
