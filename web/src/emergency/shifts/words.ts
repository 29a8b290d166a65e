/** The words of shifts. */
import { useBilingual } from "../../i18n/useBilingual";

const n = (value: number) => value.toLocaleString("ja");

const ja = {
  title: "交代勤務",
  lead: "2日目からは、だれがいつどこで勤務し、だれと交代するかを決めます。同じ人を同じ時間に2か所へ入れることはできません。",
  none: "勤務はまだありません。",
  add: "勤務を追加",
  change: "変更",
  remove: "削除",
  removeTitle: (name: string) => `「${name}」を削除する`,
  removeText: "勤務の予定から消えます。本人に知らせていたときは、取り消したことを別に連絡してください。",
  name: "勤務の名前",
  nameHint: "例：夜勤",
  place: "場所",
  begins: "始まり",
  ends: "終わり",
  timeHint: "24時間以内",
  people: "勤務する人",
  save: "保存する",
  tell: "本人に知らせる",
  toldAll: (done: number, all: number) => `知らせ済み・確認 ${n(done)} / ${n(all)}人`,
  told: "勤務する人に知らせました。",
  notTold: "まだ知らせていません",
  span: (begins: string, ends: string) => `${begins} から ${ends} まで`,
  relieves: (name: string) => `「${name}」と交代`,
  now: "勤務中",
  isHere: "到着",
  tired: (hours: number) => `休み${n(hours)}時間`,
  tiredNote: "前の勤務から8時間たっていない人に、休んだ時間を示しています。",
  resting: "いま休んでいる人",
  count: (people: number) => `${n(people)}人`,
  mine: "自分の勤務",
  drill: "訓練",
};

type ShiftWords = typeof ja;

const en: ShiftWords = {
  title: "Shifts",
  lead: "From the second day on: who works where and when, and whom they relieve. Nobody can work in two places at once.",
  none: "There are no shifts yet.",
  add: "Add a shift",
  change: "Change",
  remove: "Delete",
  removeTitle: (name) => `Delete “${name}”`,
  removeText: "It leaves the plan. If its people were told of it, please tell them that it is off.",
  name: "Name of the shift",
  nameHint: "For example: night shift",
  place: "Place",
  begins: "Begins",
  ends: "Ends",
  timeHint: "Within 24 hours",
  people: "Who works",
  save: "Save",
  tell: "Tell them",
  toldAll: (done, all) => `Told; confirmed by ${n(done)} / ${n(all)}`,
  told: "Those who work in it were told.",
  notTold: "Nobody was told yet",
  span: (begins, ends) => `${begins} to ${ends}`,
  relieves: (name) => `Relieves “${name}”`,
  now: "At work",
  isHere: "Arrived",
  tired: (hours) => `Rested ${n(hours)} h`,
  tiredNote: "Hours of rest are shown for those whose last shift ended less than eight hours before.",
  resting: "Resting now",
  count: (people) => `${n(people)} people`,
  mine: "My shifts",
  drill: "Drill",
};

export function useShiftWords(): ShiftWords {
  return useBilingual({ ja, en });
}
