/** The words of what was mailed. */
import { useBilingual } from "../../i18n/useBilingual";

const n = (value: number) => value.toLocaleString("ja");

const ja = {
  title: "申請者へのメール",
  failed: "送信したメールを読み込めませんでした。",
  none: "送信したメールはありません。申請者のメールアドレスがないときは、送信しません。",
  states: {
    waiting: "送信待ち",
    sent: "メールサーバーに渡しました",
    refused: "メールサーバーに断られました",
    failed: "送信できませんでした",
  } as Record<string, string>,
  withdrawn: "送信を取りやめました",
  outcomes: { sent: "渡しました", refused: "断られました", trouble: "つながりませんでした" } as Record<
    string,
    string
  >,
  unknown: "結果が分かりません",
  attempts: (count: number) => `送信の記録（${n(count)}回）`,
};

const en: typeof ja = {
  title: "Letters to the applicant",
  failed: "The letters could not be loaded.",
  none: "No letter was sent. Without an address of the applicant, none is.",
  states: {
    waiting: "Waits",
    sent: "Handed to the mail server",
    refused: "Refused by the mail server",
    failed: "Could not be sent",
  },
  withdrawn: "Not sent after all",
  outcomes: { sent: "Handed over", refused: "Refused", trouble: "Not reached" },
  unknown: "Not known",
  attempts: (count) => `Attempts (${n(count)})`,
};

export function useMailedWords(): typeof ja {
  return useBilingual({ ja, en });
}
