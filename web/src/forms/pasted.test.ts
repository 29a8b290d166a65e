import { describe, expect, it } from "vitest";
import { guessedKind, linesOf, optionsFrom, placesFrom, questionsFrom } from "./pasted";

let n = 0;
const makeId = () => `n${++n}`;

describe("options from lines", () => {
  const before = [
    { id: "m", label: "おす" },
    { id: "f", label: "めす" },
  ];
  const said = (lines: readonly string[]) => {
    n = 0;
    return optionsFrom(lines, before, makeId).map(({ id, label }) => `${id}:${label}`);
  };

  it("stay the same options when they say the same", () => {
    expect(said(["めす", "おす"])).toEqual(["f:めす", "m:おす"]);
  });

  it("go on under new words while one types", () => {
    expect(said(["おすの犬", "めす"])).toEqual(["m:おすの犬", "f:めす"]);
  });

  it("begin anew where a line is put between", () => {
    expect(said(["おす", "不明", "めす"])).toEqual(["m:おす", "n1:不明", "f:めす"]);
  });

  it("are gone when their line is", () => {
    expect(said(["めす"])).toEqual(["f:めす"]);
  });
});

describe("lines", () => {
  it("are parted by any line end, without empty ones", () => {
    expect(linesOf("ふとん\r\n自転車\r\r\n\u3000\nいす\u3000")).toEqual(["ふとん", "自転車", "いす"]);
  });
});

describe("places from lines", () => {
  it("have the number at their end, full-width too", () => {
    const found = placesFrom(["午前10時, 20", "午後\t１０人", "第1会議室（5名）", "12月1日"], [], makeId);
    expect(found.map(({ label, capacity }) => [label, capacity])).toEqual([
      ["午前10時", 20],
      ["午後", 10],
      ["第1会議室", 5],
      ["12月1日", 10],
    ]);
  });

  it("keep their number where none is said", () => {
    expect(placesFrom(["午前"], [{ id: "a", label: "午前", capacity: 7 }], makeId)).toEqual([
      { id: "a", label: "午前", capacity: 7 },
    ]);
  });
});

describe("questions from a list", () => {
  const said = (text: string) =>
    questionsFrom(text, makeId).map((one) => [
      one.label,
      one.kind,
      "options" in one ? one.options.map(({ label }) => label).join() : "",
    ]);

  it("have the kind their words suggest", () => {
    expect(
      said(
        "1. 飼い主の氏名\n2. 住所\n・電話番号\n④ メールアドレス\n死亡した日\n鑑札は手元にありますか\n備考",
      ),
    ).toEqual([
      ["飼い主の氏名", "name", ""],
      ["住所", "address", ""],
      ["電話番号", "phone", ""],
      ["メールアドレス", "mail", ""],
      ["死亡した日", "date", ""],
      ["鑑札は手元にありますか", "yes_no", ""],
      ["備考", "paragraph", ""],
    ]);
  });

  it("keep what only looks like a number of a list", () => {
    expect(said("2026年度の人数\n3歳未満の子")[0]?.[0]).toBe("2026年度の人数");
    expect(said("3歳未満の子がいますか")[0]?.[0]).toBe("3歳未満の子がいますか");
  });

  it("have options from a cell of a table, or from brackets", () => {
    expect(said("性別（おす・めす）\n毛色\t白、黒、その他\n参加日(複数可)\t1日／2日")).toEqual([
      ["性別", "choice", "おす,めす"],
      ["毛色", "choice", "白,黒"],
      ["参加日", "choices", "1日,2日"],
    ]);
    const [colour] = questionsFrom("毛色\t白、黒、その他");
    expect(colour).toMatchObject({ has_other: true });
  });

  it("are optional where the table says so", () => {
    expect(questionsFrom("備考\t任意\n氏名\t必須").map(({ required }) => required)).toEqual([false, true]);
  });

  it("bounds what a hostile list can make", () => {
    expect(questionsFrom("あ\n".repeat(5_000))).toHaveLength(300);
    expect([...(questionsFrom("あ".repeat(5_000))[0]?.label ?? "")].length).toBeLessThanOrEqual(120);
  });

  it("guesses a line of text where it knows no better", () => {
    expect(guessedKind("犬の名前")).toBe("text");
  });
});
