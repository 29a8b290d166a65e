/** Lists pasted from Excel or Word: options, places, or questions with guessed kinds. */
import {
  type Kind,
  LABEL_MOST,
  newId,
  newQuestion,
  type Option,
  type Place,
  type Question,
} from "./document";

const LINES_MOST = 300;
const DIGITS = "[0-9０-９]{1,3}";
const BULLET = new RegExp(
  `^[\\s\u3000]*(?:[・●○◯■□◆◇▪•*–—-]|[①-⑳]|[(（]${DIGITS}[)）]|${DIGITS}[)）.．、:：](?![0-9０-９])|${DIGITS}(?=[\\s\u3000]))[\\s\u3000]*`,
  "u",
);

/** Lines with something in them, without the marks that lists have before them; cells of a table stay parted. */
export function linesOf(text: string): readonly string[] {
  return text
    .split(/\r\n|\r|\n|\v/)
    .map((line) => line.replace(/[\u3000 ]+$/u, "").trimStart())
    .filter((line) => line.trim() !== "")
    .slice(0, LINES_MOST);
}

function plain(line: string): string {
  const cut = line.replace(BULLET, "").trim();
  return (cut === "" ? line.trim() : cut).slice(0, LABEL_MOST);
}

/** Options for lines: one that says the same stays the same option, else the one at its place goes on under new words. */
export function optionsFrom(
  lines: readonly string[],
  before: readonly Option[],
  makeId = newId,
): readonly Option[] {
  const ids = idsFor(lines, before, makeId);
  return lines.map((label, at) => ({ id: ids[at] ?? makeId(), label }));
}

/** Whose answers a line goes on with. */
function idsFor(labels: readonly string[], before: readonly Option[], makeId: () => string): string[] {
  const free = new Map(before.map((option, at) => [at, option]));
  const taken: (number | null)[] = labels.map((label) => {
    const same = [...free].find(([, option]) => option.label === label);
    if (same === undefined) return null;
    free.delete(same[0]);
    return same[0];
  });
  let last = -1;
  return labels.map((_, at) => {
    const same = taken[at] ?? null;
    const next = same ?? (free.has(last + 1) ? last + 1 : null);
    if (next === null) return makeId();
    free.delete(next);
    last = next;
    return before[next]?.id ?? makeId();
  });
}

const CAPACITY =
  /^(.*?)[\s\u3000]*[\t,，、：:（(]?[\s\u3000]*([0-9０-９]{1,6})[\s\u3000]*(?:人|名|組|件|枠|台)?[)）]?$/u;

/** Places from lines such as "午前10時	20": the number at the end is how many there are. */
export function placesFrom(
  lines: readonly string[],
  before: readonly Place[],
  makeId = newId,
): readonly Place[] {
  const read = lines.map((line) => {
    const found = /[\t,，、：:（(]/u.test(line) ? CAPACITY.exec(line) : null;
    const label = plainCell(found?.[1] ?? line);
    return { label, capacity: found === null ? null : Number((found[2] ?? "").normalize("NFKC")) };
  });
  const options = optionsFrom(
    read.map(({ label }) => label),
    before,
    makeId,
  );
  return options.map(({ id, label }, at) => {
    const known = before.find((place) => place.id === id)?.capacity ?? 10;
    return { id, label, capacity: read[at]?.capacity ?? known };
  });
}

const plainCell = (text: string) =>
  text
    .replace(/[\t ]+$/u, "")
    .trim()
    .slice(0, LABEL_MOST);

const KIND_WORDS: readonly (readonly [RegExp, Kind])[] = [
  [/同意/u, "consent"],
  [/法人番号/u, "corporate_number"],
  [/メール|e-?mail/iu, "mail"],
  [/電話|連絡先の番号|TEL|携帯/iu, "phone"],
  [/住所|所在地/u, "address"],
  [/写真|画像/u, "photo"],
  [/添付|ファイル|の写し$|証明書$/u, "file"],
  [/ですか|ますか|でしょうか|の有無|有無$/u, "yes_no"],
  [/氏名|お名前|^名前$|申請者名|届出人名?$|代表者名?$|保護者名?$/u, "name"],
  [/生年月日|年月日|月日|した日|する日|希望日|期日|日付|いつ/u, "date"],
  [/時刻|時間帯?$/u, "time"],
  [/満足度|評価|段階/u, "scale"],
  [/人数|個数|枚数|部数|台数|数量|金額|年齢|面積|何[人個枚回]/u, "number"],
  [/理由|内容|備考|意見|感想|要望|自由記述|具体的|経緯|状況|その他/u, "paragraph"],
];

/** What kind of question a label probably is. */
export function guessedKind(label: string): Kind {
  return KIND_WORDS.find(([words]) => words.test(label))?.[1] ?? "text";
}

const BETWEEN = /[、,，／/・;；|｜]/u;
const REQUIRED = /^(?:必須|○|◯|〇|はい|yes|true|任意|いいえ|×|no|false)$/iu;
const OPTIONAL = /^(?:任意|いいえ|×|no|false)$/iu;

/** Questions from lines: the label first, then in further cells whether it is required, and options parted by 、. */
export function questionsFrom(text: string, makeId = newId): readonly Question[] {
  return linesOf(text).map((line) => {
    const [first = "", ...cells] = line.split("\t").map((cell) => cell.trim());
    const label = plain(first.replace(/[※*＊][\s\u3000]*$/u, ""));
    const said = cells.filter((cell) => cell !== "");
    const required = said.find((cell) => REQUIRED.test(cell));
    const options = said.find((cell) => !REQUIRED.test(cell) && BETWEEN.test(cell));
    const made = optionsAsked(label, options?.split(BETWEEN) ?? inBrackets(label), makeId);
    return { ...made, required: made.required && (required === undefined || !OPTIONAL.test(required)) };
  });
}

/** 性別（おす・めす）: options may stand in brackets behind the label. */
function inBrackets(label: string): readonly string[] {
  const inside = /[（(]([^（()）]+)[)）][\s\u3000]*$/u.exec(label)?.[1] ?? "";
  const parts = inside.split(/[・、／/|｜]/u).map((part) => part.trim());
  return parts.length >= 2 && parts.every((part) => part !== "" && part.length <= 20) ? parts : [];
}

function optionsAsked(label: string, given: readonly string[], makeId: () => string): Question {
  const labels = given.map((one) => one.trim()).filter((one) => one !== "");
  if (labels.length < 2) return newQuestion(guessedKind(label), label, makeId());
  const short =
    labels.length === given.length ? label.replace(/[（(][^（()）]+[)）][\s\u3000]*$/u, "") : label;
  const has_other = labels.some((one) => one === "その他");
  const options = labels
    .filter((one) => one !== "その他")
    .map((one) => ({ id: makeId(), label: plain(one) }));
  const asked = newQuestion(
    /複数|すべて|全て|いくつでも/u.test(label) ? "choices" : "choice",
    short || label,
    makeId(),
  );
  return asked.kind === "choice" || asked.kind === "choices" ? { ...asked, options, has_other } : asked;
}
