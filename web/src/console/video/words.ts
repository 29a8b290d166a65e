const ja = {
  title: "ビデオ会議",
  label: "ビデオ会議のアドレス",
  hint: "団体が使っているビデオ会議のアドレスです。会議ごとに変わる部分には {key} と書きます（例: https://meet.example.lg.jp/{key}）。登録すると、ルームのメニューの「ビデオ会議を始める」で、そのルームの会議を開けます。空にすると、使えなくなります。",
  saved: "ビデオ会議のアドレスを保存しました。",
  failed: "ビデオ会議の設定を読み込めませんでした。",
};

const en: typeof ja = {
  title: "Video meetings",
  label: "Address of video meetings",
  hint: "The address of the body's own video system, with {key} for what is another in each meeting (such as https://meet.example.lg.jp/{key}). Rooms then start a meeting from their menu. Empty: they cannot.",
  saved: "Saved.",
  failed: "The settings for video meetings could not be loaded.",
};

export const words = { ja, en };
