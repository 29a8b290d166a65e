/** The words of a body's own page. */
const ja = {
  title: "団体の設定",
  failed: "取得できませんでした。",
  code: "全国地方公共団体コード",
  noCode: "なし",
  kind: "種類",
  kinds: {
    prefecture: "都道府県",
    municipality: "市区町村",
    association: "組合・広域連合など",
    hospital: "病院",
    other: "その他",
  } as Record<string, string>,
  plan: "契約の種類",
  plans: { trial: "試用", free: "小規模（無償）", full: "通常" } as Record<string, string>,
  trialUntil: (day: string) => `${day} まで`,
  use: "上限と利用の状況",
  accounts: "職員のアカウント",
  guests: "ゲスト",
  files: "ファイルの合計",
  largest: "1ファイルの上限",
  people: (n: string) => `${n}人`,
  unlimited: "上限なし",
  changedBy: "名称・契約・上限は設置者（運用担当）が決めます。変更が必要なときは設置者に連絡してください。",
  signIn: "サインイン画面",
  listed: "サインイン画面の団体の一覧に載せる",
  listedNote:
    "外すと、団体の名称はサインインするまでだれにも表示されません。職員はコードか短い名前を入力します。",
  link: "職員に知らせるサインインの宛先",
  contact: "サインインできない人の問い合わせ先",
  contactHint: "サインイン画面に表示します。例: 情報政策課（内線 2151）",
  save: "保存する",
  saved: "保存しました。",
  notice: {
    trial_ending: (day: string, _most: string) =>
      `試用期間は ${day} までです。続けて使うには、それまでに設置者へ連絡してください。`,
    trial_over: (day: string, _most: string) =>
      `試用期間が終わりました。アカウントの追加はできません。${day} を過ぎると閲覧だけになります。内容は消えません。`,
    read_only: () =>
      "試用期間の猶予が終わり、閲覧だけになりました。内容は消えません。続けて使うには設置者へ連絡してください。",
    accounts_near: (_day: string, most: string) => `職員のアカウントが上限（${most}人）に近づいています。`,
    accounts_full: (_day: string, most: string) =>
      `職員のアカウントが上限（${most}人）に達しました。追加と再開はできません。`,
    guests_near: (_day: string, most: string) => `ゲストが上限（${most}人）に近づいています。`,
    guests_full: (_day: string, most: string) =>
      `ゲストが上限（${most}人）に達しました。追加と再開はできません。`,
    bytes_near: (_day: string, most: string) => `ファイルの合計が上限（${most}）に近づいています。`,
    bytes_full: (_day: string, most: string) =>
      `ファイルの合計が上限（${most}）に達しました。新しいファイルは送れません。`,
    faces_lost: () =>
      "ポリシーで決めた入口が、サーバーの設定にありません。知らない入口では、最も厳しい決まりが働いています。設置者（運用担当）に、設定が失われていないか確かめてください。",
    record_drift: () =>
      "自動の照合で、記録と一致しないところが見つかりました。内容は「記録」で確かめられます。何も自動では直していません。設置者（運用担当）に連絡してください。",
  },
};

export type OrganizationWords = typeof ja;

const en: OrganizationWords = {
  title: "Organisation",
  failed: "This could not be loaded.",
  code: "Local government code",
  noCode: "none",
  kind: "Kind",
  kinds: {
    prefecture: "Prefecture",
    municipality: "Municipality",
    association: "Association",
    hospital: "Hospital",
    other: "Other",
  },
  plan: "Plan",
  plans: { trial: "Trial", free: "Small (free)", full: "Full" },
  trialUntil: (day) => `until ${day}`,
  use: "Limits and use",
  accounts: "Staff accounts",
  guests: "Guests",
  files: "All files",
  largest: "Largest file",
  people: (n) => n,
  unlimited: "no limit",
  changedBy:
    "Name, plan and limits are set by the operator of the installation. Please contact them for a change.",
  signIn: "Sign-in page",
  listed: "List the organisation on the sign-in page",
  listedNote: "If not, nobody sees its name before signing in; people type its code or short name.",
  link: "The address to give to your people",
  contact: "Whom to ask who cannot sign in",
  contactHint: "Shown on the sign-in page. For example: IT section (ext. 2151)",
  save: "Save",
  saved: "Saved.",
  notice: {
    trial_ending: (day) => `The trial lasts until ${day}. To go on, please contact the operator before.`,
    trial_over: (day) =>
      `The trial is over: no accounts can be added. After ${day} everything is read only. Nothing is deleted.`,
    read_only: () => "The grace after the trial is over: everything is read only. Nothing is deleted.",
    accounts_near: (_day, most) => `Staff accounts are near the limit of ${most}.`,
    accounts_full: (_day, most) =>
      `Staff accounts have reached the limit of ${most}; none can be added or reopened.`,
    guests_near: (_day, most) => `Guests are near the limit of ${most}.`,
    guests_full: (_day, most) => `Guests have reached the limit of ${most}; none can be added or reopened.`,
    bytes_near: (_day, most) => `Files are near the limit of ${most}.`,
    bytes_full: (_day, most) => `Files have reached the limit of ${most}; no new files can be sent.`,
    faces_lost: () =>
      "The policy speaks of entrances that the server no longer has. At an entrance it does not know, its strictest rules hold. Please ask the operator whether a setting was lost.",
    record_drift: () =>
      "The self-audit found something that does not agree with the record; the audit page says what. Nothing was repaired by itself. Please tell the operator.",
  },
};

export const words = { ja, en };
