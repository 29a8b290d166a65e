/** The words of deleting accounts, in both languages. */
const ja = {
  remove: "アカウントを削除する",
  removed: "削除済み",
  removedNote: (when: string) =>
    `${when} に削除しました。名前と、当時の所属・職だけが残っています。元には戻せません。`,
  title: (name: string) => `${name} さんのアカウントを削除しますか`,
  forGood: "元には戻せません。同じ人が戻るときは、新しいアカウントになります。",
  stays: "残るもの",
  goes: "消えるもの",
  messages: (n: number, files: number) =>
    `書いたメッセージ ${n.toLocaleString("ja-JP")}件（うちファイル付き ${files.toLocaleString("ja-JP")}件）。名前と当時の職のまま読めます`,
  posts: (list: string) => `所属と職の履歴: ${list}`,
  record: "既読、管理の操作とサインインの記録（公文書・監査のため）",
  account: "ログインID、職員番号、メールアドレス、内線、パスワード",
  factors: (n: number) => `認証アプリ・パスキー・回復コード ${n}件`,
  devices: (n: number) => `登録された端末 ${n}台と、サインインの状態`,
  own: (n: number) =>
    `個人の設定と、本人の記録の本文 ${n.toLocaleString("ja-JP")}件（消したことは記録に残ります）`,
  rooms: (n: number, names: string) => `参加中のルーム ${n}件（${names}）から外れます`,
  drafts: "渡していない引き継ぎの下書き",
  verb: "削除する",
  done: "アカウントを削除しました。",
  failed: "確認の内容を取得できませんでした。",
};

const en: typeof ja = {
  remove: "Delete the account",
  removed: "Deleted",
  removedNote: (when: string) =>
    `Deleted ${when}. Only the name and the posts of each time remain. This cannot be undone.`,
  title: (name: string) => `Delete the account of ${name}?`,
  forGood: "This cannot be undone. If the person comes back, it is a new account.",
  stays: "What stays",
  goes: "What goes",
  messages: (n: number, files: number) =>
    `${n.toLocaleString("en")} messages (${files.toLocaleString("en")} with files), under the name and the post of their time`,
  posts: (list: string) => `Former posts: ${list}`,
  record: "Who had read what, and the record of administration and sign-ins",
  account: "Login, staff number, mail address, extension, password",
  factors: (n: number) => `${n} authenticator apps, passkeys and sets of recovery codes`,
  devices: (n: number) => `${n} devices, and every session`,
  own: (n: number) =>
    `Personal settings, and ${n.toLocaleString("en")} bodies of the person's own stream (that they were erased stays on record)`,
  rooms: (n: number, names: string) => `Taken out of ${n} rooms (${names})`,
  drafts: "A hand-over that was not given yet",
  verb: "Delete",
  done: "The account was deleted.",
  failed: "What would happen could not be fetched.",
};

export const words = { ja, en };
