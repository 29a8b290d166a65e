/** People who are invited to a form. */
const n = (value: number) => value.toLocaleString("ja");

export const invited = {
  invitedAudience: "招待した人だけ（番号を1人に1つ）",
  invitedAudienceNote:
    "番号を持っている人だけが、1回だけ回答できます。番号は「招待」のページで作り、手紙やメールで知らせます。",
  isAnonymous: "無記名にする",
  isAnonymousNote:
    "だれが回答したかは数えますが、どの回答がだれのものかは保存しません。公開したあとで、無記名をやめることはできません。",
  invitedSection: "招待",
  invitedLead: "招待した人は、番号を入力して1回だけ回答できます。",
  invitedRate: (answered: number, total: number) => `回答 ${n(answered)} / ${n(total)}人`,
  invitedShare: (percent: string) => `回答率 ${percent}%`,
  invitedAnonymousNote:
    "無記名のフォームです。回答した人の数は正確ですが、だれが回答したかは、5人以上がまとまってから表示します（だれの回答かが分からないようにするためです）。",
  inviteAdd: "招待する人を加える",
  inviteLead:
    "1人に1つずつ番号を作ります。氏名とメールアドレスは、あってもなくてもかまいません。メールアドレスがある人には、ここから案内を送れます。",
  inviteFile: "表（CSV）を選ぶ",
  inviteFileHint: "1行目に「氏名」「メール」の見出しがある表です。一度に5,000人まで。",
  inviteCount: "氏名のない番号の数",
  inviteCountHint: "手紙に印刷して配るときなど、番号だけが必要な人数を入れます。",
  inviteCountWrong: "1から5,000までの数を入れてください。",
  inviteVerb: "番号を作る",
  inviteDone: (added: number) => `${n(added)}人分の番号を作りました。`,
  numbersExport: "番号の一覧を書き出す",
  numbersExportLead:
    "全員の番号が入った表です。番号を知った人は、その人として回答できます。書き出したことは記録に残ります。",
  lettersSend: "まだの人にメールを送る",
  lettersTitle: "案内のメールを送りますか",
  lettersText: (count: number) =>
    `メールアドレスがあり、まだ回答していない${n(count)}人に、フォームのアドレスと番号を送ります。20時間以内に送った人には送りません。`,
  lettersVerb: "送る",
  lettersDone: (count: number) => (count === 0 ? "いま送る人はいません。" : `${n(count)}人に送ります。`),
  invitedAll: "全員",
  invitedWaiting: "まだの人",
  invitedShow: "表示する人",
  invitedName: "氏名",
  invitedMail: "メール",
  invitedState: "状態",
  invitedMailedAt: "案内を送った日時",
  invitedNoName: "（氏名なし）",
  stateAnswered: "回答済み",
  stateWaiting: "未回答",
  stateWithdrawn: "取り消し",
  openAnswer: "回答を見る",
  withdraw: "番号を取り消す",
  withdrawOf: (name: string) => `${name}の番号を取り消す`,
  withdrawTitle: "番号を取り消しますか",
  withdrawText: "この番号では回答できなくなります。元には戻せません。すでに届いた回答はそのまま残ります。",
  withdrawn: "番号を取り消しました。",
  noInvited: "まだだれも招待していません",
  noInvitedText: "「招待する人を加える」で、表を読み込むか、人数を入れると、番号ができます。",
  noWaiting: "まだの人はいません",
  noWaitingText: "招待した人は、全員回答しました。",
};
