/** Publication by two persons. */
export const publishing = {
  formRules: "フォームの決まり",
  takesTwo: "公開には2人が必要",
  takesTwoNote:
    "1人が公開を依頼し、公開の権限を持つほかの職員が確かめて同意すると、公開されます。どちらも記録に残ります。",
  takesTwoHint:
    "この団体では、公開に2人が必要です。依頼すると、公開の権限を持つほかの職員がこのページで確かめて同意します。",
  askToPublish: "公開を依頼する",
  publicationAsked: "公開を依頼しました。",
  publicationDropped: "公開の依頼を取り下げました。",
  askedBy: (name: string, when: string) => `${name}さんが公開を依頼しています（${when}）`,
  askedByMe:
    "自分が依頼したものには同意できません。公開の権限を持つほかの職員に、このページを確かめるよう伝えてください。",
  askedOfYou:
    "上の違いと、住民に見える内容を確かめてから、同意してください。同意すると、すぐに公開されます。",
  askedOutdated: "依頼のあとで下書きが変わりました。取り下げて、もう一度依頼してください。",
  agreeToPublish: "同意して公開する",
  takeAskedBack: "依頼を取り下げる",
  disagree: "同意しない（依頼を取り下げる）",
};
