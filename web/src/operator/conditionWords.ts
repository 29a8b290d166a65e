/** Words of the page of condition: the machine, what was kept and proved, and what was lost. */

const ja = {
  lookAt: "確認が必要なこと",
  facesLost: (body: string, faces: string) =>
    `「${body}」のポリシーで決めた入口（${faces}）が、サーバーの設定 faces にありません。設定が失われていないか確かめてください。知らない入口では、最も厳しい決まりが働きます。`,
  noFactorDemanded:
    "設置者のサインインに、パスワードのほかの認証を求めていません。「設置者」の画面で求めてください。",
  neverDone: {
    backup: "控え（kairan backup）がまだ取られていません。",
    verify: "記録の検証（kairan verify）がまだ行われていません。",
  },
  lastDone: {
    backup: "最後の控え",
    verify: "最後の検証",
    anchor: "最後の錨",
    outlets: "錨の最後の書き出し",
  },
  doneWith: (when: string, faults: number) =>
    faults === 0 ? `${when}（異常なし）` : `${when}（異常 ${faults}件）`,
  disk: "データのあるディスク",
  free: (free: string, total: string) => `空き ${free}／全体 ${total}`,
  node: "応答したサーバー",
  software: "動作環境",
  schema: "データベースの版",
};

export type ConditionWords = typeof ja;

const en: ConditionWords = {
  lookAt: "What needs looking at",
  facesLost: (body, faces) =>
    `The policy of “${body}” speaks of entrances (${faces}) that the setting faces does not have. Was it lost? At an entrance a policy does not know, its strictest rules hold.`,
  noFactorDemanded:
    "Nothing besides the password is demanded of operators. Please demand it on the page of operators.",
  neverDone: {
    backup: "No backup (kairan backup) was made yet.",
    verify: "The record was not verified (kairan verify) yet.",
  },
  lastDone: {
    backup: "Last backup",
    verify: "Last verification",
    anchor: "Last anchor",
    outlets: "Anchor last brought out",
  },
  doneWith: (when, faults) => (faults === 0 ? `${when} (nothing wrong)` : `${when} (faults: ${faults})`),
  disk: "Disk of the data",
  free: (free, total) => `${free} free of ${total}`,
  node: "Server that answered",
  software: "Runs on",
  schema: "Version of the database",
};

export const words = { ja, en };
