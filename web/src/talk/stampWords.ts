const ja = {
  button: "スタンプを送る",
  pick: "スタンプを選ぶ",
  none: "使えるスタンプがありません。",
  failed: "スタンプを読み込めませんでした。",
};

const en: typeof ja = {
  button: "Send a stamp",
  pick: "Choose a stamp",
  none: "There are no stamps to use.",
  failed: "The stamps could not be loaded.",
};

export const words = { ja, en };
