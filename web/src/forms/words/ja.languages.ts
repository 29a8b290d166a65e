/** A form in other languages. */
export const languages = {
  languagesSection: "言語",
  languagesLead:
    "フォームの文を、ほかの言語で並べて書きます。住民はページの上で言語を選べます。訳のない文は、日本語のまま表示されます。",
  languagesChoose: "言語を選ぶ",
  languagesChosen: "言語を選び終える",
  languageUsed: "オフにすると、書いた訳は消えます（「元に戻す」で戻せます）。",
  noLanguages: "ほかの言語はまだありません",
  noLanguagesText: "「やさしい日本語」や英語などを選ぶと、ここで訳を書けます。",
  languageShown: "訳を書く言語",
  languageWhole: "すべて訳してあります",
  languageMissing: (count: number) => `訳のない文 ${count}件`,
  translationMissing: "訳なし",
  translationOutdated:
    "日本語の文が変わりました。訳を直すか、このままでよければ下のボタンを押してください。それまでは日本語で表示されます。",
  translationStillGood: "この訳のままでよい",
  noTranslationIn: (name: string, count: number) =>
    `${name}の訳のない文が${count}件あります。日本語のまま表示されます。`,
};
