/** What is said of phoning together: fetched with the list. */
const ja = {
  begin: "電話を分担する",
  stop: "分担の表示を閉じる",
  note: "電話する人を先に取ると、ほかの人と重なりません。読んだ人は、一覧から自動で外れます。",
  take: "わたしが電話する",
  takeSaid: (name: string) => `わたしが電話する：${name} さん`,
  mine: "わたしが電話中",
  theirs: (by: string, when: string) => `${by} さんが電話中（${when}）`,
  outcomes: { reached: "連絡済", absent: "不在", message: "伝言" },
  noteSaid: (name: string, outcome: string) => `${outcome}：${name} さん`,
  noted: (outcome: string, by: string, when: string) => `${outcome}　${when} ${by}`,
  release: "やめる",
  releaseSaid: (name: string) => `やめる：${name} さん`,
  takeBack: "取り消す",
  takeBackSaid: (name: string) => `取り消す：${name} さん`,
  summary: (reached: number, message: number, absent: number, left: number) =>
    `連絡済 ${reached}・伝言 ${message}・不在 ${absent}・残り ${left}`,
  over: "全員に連絡がつきました。",
};

const en: typeof ja = {
  begin: "Phone together",
  stop: "Close the list to phone",
  note: "Take somebody before you phone, so that nobody is phoned twice. Whoever reads it drops off the list.",
  take: "I will phone",
  takeSaid: (name) => `I will phone ${name}`,
  mine: "You are phoning",
  theirs: (by, when) => `${by} is phoning (${when})`,
  outcomes: { reached: "Reached", absent: "No answer", message: "Left word" },
  noteSaid: (name, outcome) => `${outcome}: ${name}`,
  noted: (outcome, by, when) => `${outcome} ${when} ${by}`,
  release: "Give back",
  releaseSaid: (name) => `Give back ${name}`,
  takeBack: "Take back",
  takeBackSaid: (name) => `Take back: ${name}`,
  summary: (reached, message, absent, left) =>
    `Reached ${reached}, left word ${message}, no answer ${absent}, to phone ${left}`,
  over: "Everybody has been told.",
};

export const words = { ja, en };
