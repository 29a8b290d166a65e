const ja = {
  button: "現在地を入れる",
  here: "現在地",
  about: (place: string, metres: number | null) =>
    metres === null ? place : `${place}（誤差 約${metres.toLocaleString("ja")} m）`,
  open: (place: string) => `位置 ${place} を地図で見る`,
  none: "現在地を取得できませんでした。端末の設定で、このページの位置情報を許可してください。場所の名前を書いて送ることもできます。",
};

const en: typeof ja = {
  button: "Insert where you are",
  here: "I am here:",
  about: (place, metres) => (metres === null ? place : `${place} (± ${metres.toLocaleString("en")} m)`),
  open: (place) => `Show the position ${place} on the map`,
  none: "Your position could not be found. Please allow it for this page in the settings of the device, or name the place in words.",
};

export const words = { ja, en };
