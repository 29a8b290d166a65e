/** Words of the list of what came in, of marks and notes, and of counting. */
const n = (value: number) => value.toLocaleString("ja");

export const counting = {
  // Narrowing the list
  narrow: "絞り込む",
  since: "受付日（から）",
  until: "受付日（まで）",
  byQuestion: "質問",
  byChoice: "答え",
  byMark: "印",
  anyOf: "すべて",
  clearFilters: "絞り込みを解除する",
  chooseColumns: "列を選ぶ",
  columnsLead: "一覧に並べる質問を選びます。選んだ列は、あなたの一覧にだけ使われます。",
  columnsMost: (most: number) => `選べるのは${n(most)}列までです。`,
  columnsReset: "最初の並びに戻す",

  // Marks and notes
  marks: { star: "注目", ask: "要確認", done: "対応済み" },
  marksTitle: "印",
  marksNote: "回答を見られる職員に共通の印です。申請者には見えません。",
  notesTitle: "メモ",
  notesNote: "職員だけが見られます。申請者には見えません。書いたメモは直せません。",
  noteField: "メモ",
  writeNote: "メモを書く",
  noNotes: "メモはまだありません。",

  // Figures
  period: "期間と版",
  versionField: "版",
  allVersions: "すべての版",
  surveyNote:
    "アンケートのため、5人に満たない数と、そこから計算できる数は表示していません（「－」の欄）。期間や版で分けた集計もできません。",
  erasedPartly:
    "保存期間が過ぎて消去された回答の一部は、月の途中や少数のため、質問ごとの数に含まれていません。",
  hiddenCount: "－",
  cross: "クロス集計",
  crossLead: "2つの質問の答えを掛け合わせて数えます。",
  crossRows: "縦に並べる質問",
  crossColumns: "横に並べる質問",
  crossTotal: "計",
  crossSilent: "無回答",
  crossPartial: "消去された回答と、新しい100,000件より前の申請は数えていません。",
  crossMultiple: "いくつでも選べる質問では、合計は人数と一致しません。",
  crossFailed: "この組合せは集計できません。",
  words: "よく使われている言葉",
  wordsLead: "自由に記入された文章に出てくる言葉を、その言葉を使った回答の数が多い順に並べます。",
  wordsQuestion: "質問",
  word: "言葉",
  wordAnswers: "回答の数",
  wordsOf: (answers: number) => `${n(answers)}件の回答から`,
  wordsPartial: "新しい10,000件の回答から数えています。",
  noWords: "くり返し使われている言葉はありません。",
  choose: "選んでください",
  funnel: "どこまで進んだか",
  funnelLead:
    "記入を始めた人が、どのページまで進んだかの数です。だれが進んだかは記録していません。「ここで止まった」には、いま記入中の人も含まれます。",
  funnelStep: "段階",
  funnelReached: "進んだ数",
  funnelStopped: "ここで止まった",
  funnelBegun: "記入を始めた（最初のページ）",
  funnelEnded: "対象外の案内を見た",
  funnelChecked: "内容の確認",
  funnelSubmitted: "送信した",
  funnelNoTitle: (place: number) => `ページ ${n(place)}`,
  noFunnel: "記入を始めた人はまだいません。",

  // The builder
  isSurvey: "アンケートとして集計する",
  isSurveyNote:
    "集計で、5人に満たない数と、そこから計算できる数を表示しません。回答した人が特定されないようにするためです。",
};
