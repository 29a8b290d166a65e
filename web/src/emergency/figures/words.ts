/** The words of how a broadcast went. */
import { useBilingual } from "../../i18n/useBilingual";

const n = (value: number) => value.toLocaleString("ja");

const ja = {
  title: "評価",
  lead: "訓練は前の訓練と、本番は前の本番と比べます。",
  half: "半数が対応するまで",
  most: "9割が対応するまで",
  notYet: "まだです",
  duration: (minutes: number, seconds: number) => `${n(minutes)}分${n(seconds)}秒`,
  before: "前回",
  none: "比べられる前回はありません。",
  now: "今回",
  done: "対応した人",
  device: "端末に届いた",
  course: "経過",
  figure: "項目",
  time: "送信から",
  after: (minutes: number) => (minutes < 60 ? `${n(minutes)}分後` : `${n(minutes / 60)}時間後`),
  departments: "部署ごと",
  department: "部署",
  noDepartment: "部署なし",
  titles: "職ごと",
  post: "職",
  noPost: "職なし",
  places: "場所ごと",
  place: "いまいる場所",
  people: "人数",
  help: "けが・助け",
  of: (done: number, all: number) => (all === 0 ? "" : `${n(done)} / ${n(all)}人（${percent(done, all)}）`),
  pdf: "PDFで保存",
};

function percent(part: number, whole: number): string {
  return `${Math.round((100 * part) / whole)}%`;
}

type FigureWords = typeof ja;

const en: FigureWords = {
  title: "Evaluation",
  lead: "A drill is compared with the drill before it, what is real with what was real.",
  half: "Until half had done it",
  most: "Until nine of ten had done it",
  notYet: "Not yet",
  duration: (minutes, seconds) => `${n(minutes)} min ${n(seconds)} s`,
  before: "The time before",
  none: "There is nothing before it to compare with.",
  now: "This time",
  done: "Done",
  device: "On a device",
  course: "Course",
  figure: "Figure",
  time: "Since sending",
  after: (minutes) => (minutes < 60 ? `After ${n(minutes)} min` : `After ${n(minutes / 60)} h`),
  departments: "By department",
  department: "Department",
  noDepartment: "No department",
  titles: "By post",
  post: "Post",
  noPost: "No post",
  places: "By place",
  place: "Where they are",
  people: "People",
  help: "Hurt or in need",
  of: (done, all) => (all === 0 ? "" : `${n(done)} / ${n(all)} (${percent(done, all)})`),
  pdf: "Save as PDF",
};

export function useFigureWords(): FigureWords {
  return useBilingual({ ja, en });
}
