/** Templates of a body's own. */
export const templates = {
  keepTemplate: "ひな形として保存する",
  keepTemplateNote:
    "いまの下書きを、この団体のひな形にします。「フォームを作る」で、だれでも写しから始められます。",
  templateKept: "ひな形として保存しました。",
  ownTemplate: "この団体のひな形",
  sharedBy: (body: string) => `${body}のひな形`,
  manageTemplates: "ひな形を整理する",
  manageTemplatesLead:
    "共有すると、このシステムを使うほかの団体も、写しを取れるようになります。写しは、その団体のものになります。説明に入れた画像は、写しに含まれません。",
  shareTemplate: (title: string) => `「${title}」をほかの団体と共有する`,
  removeTemplate: (title: string) => `「${title}」を削除する`,
  templateRemoved: "ひな形を削除しました。このひな形から作ったフォームは残ります。",
  noTemplates: "この団体のひな形はまだありません。",
};
