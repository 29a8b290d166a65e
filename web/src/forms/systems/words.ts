/** The words of the keys with which other systems read a form's cases. */
import { useBilingual } from "../../i18n/useBilingual";

const ja = {
  title: "ほかのシステムからの読み取り",
  lead: "団体のほかのシステム（基幹システムなど）が、このフォームに届いた申請を読み取るための鍵です。鍵は、このフォームだけに使えます。読み取られた申請には、そのことが記録に残ります。",
  failed: "読み込めませんでした。",
  closed:
    "設置者が、読み取ってよいネットワーク（api_from）を設定していません。設定するまで、鍵があっても読み取れません。",
  none: "鍵はまだありません。",
  add: "鍵を作る",
  note: "使うシステムの名前",
  noteHint: "申請の記録にも残ります。例：住民記録システム",
  reads: "読み取れるもの",
  readsOf: {
    states: "受付番号と状態だけ",
    answers: "回答も（要配慮の項目を除く）",
  },
  made: (by: string, when: string) => `${by}さんが${when}に作りました。`,
  used: (when: string) => `最後に使われたのは${when}ごろです。`,
  unused: "まだ使われていません。",
  remove: "削除する",
  removeTitle: (note: string) => `「${note}」の鍵を削除する`,
  removeLead: "この鍵での読み取りは、すぐにできなくなります。元には戻せません。",
  removed: "鍵を削除しました。",
  secret: "鍵",
  secretLead: "読み取るシステムに設定してください。二度と表示されません。",
  secretNote: "Authorization: Bearer の後に付けて、GET /api/read/cases に送ります。",
  secretDone: "控えました",
  mayNot: "鍵は、公開の権限と、回答を書き出す権限の両方を持つ人が作れます。",
};

const en: typeof ja = {
  title: "Read by other systems",
  lead: "Keys with which other systems of the body read what came in by this form, and nothing else. Each case that is read says so in its record.",
  failed: "This could not be loaded.",
  closed:
    "The operator has named no networks from which systems may read (api_from). Until then no key opens anything.",
  none: "There is no key yet.",
  add: "Make a key",
  note: "Name of the system",
  noteHint: "It stands in the records of cases, too.",
  reads: "What it reads",
  readsOf: { states: "Numbers and states alone", answers: "Answers, too (but what needs care)" },
  made: (by, when) => `Made by ${by}, ${when}.`,
  used: (when) => `Last used about ${when}.`,
  unused: "Not used yet.",
  remove: "Remove",
  removeTitle: (note) => `Remove the key of “${note}”`,
  removeLead: "Nothing is read with it from then on. This cannot be undone.",
  removed: "The key was removed.",
  secret: "Key",
  secretLead: "Enter it in the system that reads. It is not shown again.",
  secretNote: "It goes after Authorization: Bearer, to GET /api/read/cases.",
  secretDone: "Noted",
  mayNot: "Keys are made by who may publish the form and export its answers.",
};

export function useSystemsWords(): typeof ja {
  return useBilingual({ ja, en });
}
