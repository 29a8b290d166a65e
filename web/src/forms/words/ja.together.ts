/** What guards a form, and who builds it at the same time. */
export const together = {
  asksWork: "自動送信を防ぐ",
  asksWorkNote:
    "送信の前に、住民の端末が数秒の計算を自動で行います。画像を選ぶような操作はありません。JavaScript を使えない人は、確認の画面で15秒ほど待って送信します。",
  alsoHere: (names: readonly string[]) => `${names.join("さん、")}さんも開いています`,
  alsoHereMore: (names: readonly string[], count: number) =>
    `${names.join("さん、")}さんほか${count}人も開いています`,
  theirsLoaded: (name: string) => `${name}さんが保存した内容を表示しました。`,
  copyFrom: "ほかのフォームから写す",
  copyFromNote: "下書きの質問、条件、文をそのまま写します。公開の設定と届いた申請は写りません。",
  copyNothing: "写さない",
  shownIn: "表示する言語",
  notTranslated: "この言語の文がまだないところは、日本語で表示します。",
};
