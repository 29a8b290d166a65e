/** The rules of signing in, in words. */
export interface SignInWords {
  readonly title: string;
  readonly lead: string;
  readonly figures: (people: number, totp: number, passkey: number, none: number) => string;
  readonly lackingCount: (n: number) => string;
  readonly lackingNone: string;
  readonly demands: string;
  readonly demandsNote: string;
  readonly whom: Readonly<Record<"staff" | "guest" | "administrator" | "auditor", string>>;
  readonly faces: Readonly<Record<string, string>>;
  readonly demand: Readonly<Record<"none" | "any" | "passkey", string>>;
  readonly cell: (whom: string, face: string) => string;
  readonly grace: string;
  readonly graceNote: string;
  readonly sessions: string;
  readonly absolute: string;
  readonly idle: string;
  readonly upTo: (most: number, unit: string) => string;
  readonly hours: string;
  readonly days: string;
  readonly minutes: string;
  readonly letters: string;
  readonly emptyIsInstallation: string;
  readonly passwords: string;
  readonly least: string;
  readonly leastNote: string;
  readonly issued: string;
  readonly proof: string;
  readonly proofNote: string;
  readonly between: (least: number, most: number) => string;
  readonly save: string;
  readonly saved: string;
  readonly unchanged: string;
  readonly people: string;
  readonly filter: string;
  readonly having: Readonly<Record<"all" | "lacking" | "none" | "totp" | "passkey", string>>;
  readonly exportCsv: string;
  readonly app: string;
  readonly passkeys: (n: number) => string;
  readonly nothing: string;
  readonly due: (day: string) => string;
  readonly nobodyTitle: string;
  readonly nobodyText: string;
  readonly failed: string;
  readonly guest: string;
  readonly resetTitle: (name: string) => string;
  readonly resetVerb: string;
  readonly resetText: string;
  readonly reason: string;
  readonly reasonHint: string;
  readonly reasonMissing: string;
  readonly reset: string;
  readonly resetDone: string;
}

const ja: SignInWords = {
  title: "サインインの決まり",
  lead: "パスワードのほかに何を求めるか、サインインがいつ終わるかを決めます。変更は、次の操作から全員に効きます。",
  figures: (people, totp, passkey, none) =>
    `利用中 ${people}人・認証アプリ ${totp}人・パスキー ${passkey}人・どちらもない ${none}人`,
  lackingCount: (n) => `必要な認証をまだ登録していない人が ${n}人います。`,
  lackingNone: "必要な認証は、全員が登録しています。",
  demands: "パスワードのほかに求める認証",
  demandsNote:
    "一人に複数の行が当てはまるときは、厳しいほうが効きます。担当を任された人は、管理者と同じに扱います。",
  whom: { staff: "職員", guest: "ゲスト", administrator: "管理者・担当者", auditor: "監査担当" },
  faces: { single: "すべての入口", lgwan: "LGWAN側", internet: "インターネット側" },
  demand: { none: "求めない", any: "認証アプリかパスキー", passkey: "パスキーだけ" },
  cell: (whom, face) => `${whom}・${face}`,
  grace: "登録までの猶予",
  graceNote: "決めた日（後から加わった人は加わった日）から数えます。過ぎると、登録するまで使えません。",
  sessions: "サインインの期限",
  absolute: "サインインしてから、し直すまで",
  idle: "使わないまま過ぎると、し直し",
  upTo: (most, unit) => `${most}${unit}まで`,
  hours: "時間",
  days: "日",
  minutes: "分",
  letters: "文字",
  emptyIsInstallation: "空のときは、サーバーの設定のとおりです。",
  passwords: "パスワードと確認",
  least: "パスワードの最低の長さ",
  leastNote: "次にパスワードを変えるときから効きます。",
  issued: "発行したパスワードの有効期間",
  proof: "管理の操作で、本人確認が有効な時間",
  proofNote: "過ぎてから管理の変更や書き出しをすると、もう一度確かめます。",
  between: (least, most) => `${least}から${most}までの数で入力してください。`,
  save: "保存する",
  saved: "決まりを保存しました。",
  unchanged: "変更はありません。",
  people: "登録の状況",
  filter: "登録の状況で絞る",
  having: {
    all: "全員",
    lacking: "必要な認証がない",
    none: "どちらもない",
    totp: "認証アプリがある",
    passkey: "パスキーがある",
  },
  exportCsv: "CSV で書き出す",
  app: "認証アプリ",
  passkeys: (n) => `パスキー ${n}`,
  nothing: "パスワードだけ",
  due: (day) => `期限 ${day}`,
  nobodyTitle: "当てはまる人はいません",
  nobodyText: "ほかの条件で絞り直してください。",
  failed: "読み込めませんでした。",
  guest: "ゲスト",
  resetTitle: (name) => `${name} さんの認証をリセットしますか`,
  resetVerb: "リセットする",
  resetText:
    "認証アプリ・パスキー・回復コードをすべて外し、サインインを終わらせます。本人には理由とともに伝わり、記録に残ります。電話などで本人であることを確かめてから行ってください。",
  reason: "理由",
  reasonHint: "例: スマートフォンの紛失。内線で本人を確認。",
  reasonMissing: "理由を入力してください。",
  reset: "認証をリセットする",
  resetDone: "認証をリセットしました。次のサインインで登録し直せます。",
};

const en: SignInWords = {
  title: "Rules of signing in",
  lead: "What is asked for besides the password, and when a session ends. Changes hold from everybody's next request.",
  figures: (people, totp, passkey, none) =>
    `${people} in use · ${totp} with an app · ${passkey} with a passkey · ${none} with neither`,
  lackingCount: (n) => `${n} people have not added what is required yet.`,
  lackingNone: "Everybody has what is required.",
  demands: "Asked for besides the password",
  demandsNote:
    "Where several rows fit a person the stricter one counts. Delegates are treated as administrators.",
  whom: {
    staff: "Staff",
    guest: "Guests",
    administrator: "Administrators and delegates",
    auditor: "Auditors",
  },
  faces: { single: "Every entrance", lgwan: "LGWAN", internet: "Internet" },
  demand: { none: "Nothing", any: "App or passkey", passkey: "Passkey only" },
  cell: (whom, face) => `${whom}, ${face}`,
  grace: "Time to add it",
  graceNote:
    "Counted from the day of the rule, or of the account. After that nothing works until it is added.",
  sessions: "Ends of sessions",
  absolute: "After signing in, at the latest",
  idle: "After not being used for",
  upTo: (most, unit) => `up to ${most} ${unit}`,
  hours: "hours",
  days: "days",
  minutes: "minutes",
  letters: "characters",
  emptyIsInstallation: "Empty: as the server is set.",
  passwords: "Passwords and proofs",
  least: "Shortest password",
  leastNote: "Holds from the next change of a password on.",
  issued: "An issued password works for",
  proof: "A proof counts for administration for",
  proofNote: "After that, changes and exports ask once more.",
  between: (least, most) => `Please enter a number from ${least} to ${most}.`,
  save: "Save",
  saved: "The rules are saved.",
  unchanged: "Nothing was changed.",
  people: "Who has what",
  filter: "Filter by what people have",
  having: {
    all: "Everybody",
    lacking: "Lacks what is required",
    none: "Has neither",
    totp: "Has an app",
    passkey: "Has a passkey",
  },
  exportCsv: "Export as CSV",
  app: "App",
  passkeys: (n) => `Passkeys ${n}`,
  nothing: "Password only",
  due: (day) => `Due ${day}`,
  nobodyTitle: "Nobody fits",
  nobodyText: "Please choose another filter.",
  failed: "This could not be loaded.",
  guest: "Guest",
  resetTitle: (name) => `Reset the factors of ${name}?`,
  resetVerb: "Reset",
  resetText:
    "App, passkeys and recovery codes are removed and all sessions end. The person is told with your reason, and it is on record. Please make sure first, for example by telephone, that it is really them.",
  reason: "Reason",
  reasonHint: "For example: phone lost, identity checked by extension.",
  reasonMissing: "Please enter a reason.",
  reset: "Reset factors",
  resetDone: "The factors were reset. They can be added again at the next sign-in.",
};

export const words = { ja, en };
