const n = (value: number) => value.toLocaleString("ja");

/** Matrices, rankings, proved addresses; places that are waited for or drawn; withdrawing. */
export const places = {
  matrixRows: "行（たずねる項目）",
  matrixOptions: "列（選択肢）",
  everyRow: "すべての行に答えてもらう",
  everyRowNote: "オフにすると、1行だけ答えても進めます。",
  ranked: "順位をつけるもの",
  rankedMost: "何番までつけてもらうか",
  rankedMostHint: "0 のときは、すべてにつけます。",
  proved: "メールで届く番号で確かめる",
  provedNote:
    "6桁の番号を送り、次の画面で入力してもらいます。サーバーからメールを送れないと、申請できません。",
  givenBy: "枠の決め方",
  givenBys: { order: "先着順", lottery: "抽選" },
  givenByNotes: {
    order: "申し込んだ順に確保します。",
    lottery: "受付の終わりまでに申し込んだ人の中から、「届いた申請」で抽選します。",
  },
  waitingMost: "キャンセル待ちの人数（枠ごと）",
  waitingMostHint:
    "0 のときは、キャンセル待ちを受け付けません。枠が空くと順番に繰り上がり、メールで知らせます。",

  seats: "枠",
  seatStates: {
    applied: "抽選前",
    taken: "確保",
    waiting: "キャンセル待ち",
    lost: "落選",
    left: "取下げ",
  },
  turn: (turn: number) => `${n(turn)}番`,
  seatSaid: (place: string, state: string) => `${place}（${state}）`,
  ahead: (count: number) => (count === 0 ? "次の順番です。" : `前に${n(count)}人が待っています。`),
  isWithdrawn: "取下げ",
  withdrawnNotice: "この申請は取り下げられています。",
  withdrawApplication: "申請を取り下げる",
  withdrawLead:
    "申請した人に代わって取り下げます。確保していた枠は、キャンセル待ちの次の人に渡り、その人にメールで知らせます。元には戻せません。",
  withdrawErasesLead: "この申請は取り下げられています。残っている回答を消去します。元には戻せません。",
  withdrawReason: "理由",
  withdrawReasonHint:
    "だれから、どのように申し出があったかを書きます。記録に残り、申請した人にも伝わります。",
  withdrawErases: "回答も消去する",
  withdrawErasesNote: "受付番号、日時、取り下げの記録だけが残ります。",
  withdrawDone: "取り下げました。",

  drawTitle: "抽選",
  takenTitle: (question: string) => `申込み状況：${question}`,
  taken: "申込み",
  takenWaiting: "キャンセル待ち",
  takenFull: "満員",
  drawPlace: "枠",
  drawCapacity: "定員",
  drawApplied: "申込み",
  draw: "抽選する",
  drawLead:
    "受付の終わりまでに申し込んだ全員の中から、一度だけ抽選します。結果は申請の一覧に表示し、メールアドレスのある人には知らせます。やり直しはできません。",
  drawNotYet: "受付が終わるか、受付を止めると、抽選できます。",
  drawDone: "抽選しました。",
  drawnBy: (when: string, name: string) => `${when} ${name}さんが抽選しました。`,
  drawSeed: "抽選の種",
  drawSeedNote:
    "枠ごとに、「種:受付番号」のSHA-256の値が小さい順に順位が決まります。だれでも計算して確かめられます。",
};
