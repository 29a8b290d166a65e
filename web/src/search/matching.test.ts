import { describe, expect, it } from "vitest";
import { fitting, folded } from "./matching";

describe("finding by a few characters", () => {
  it("does not mind width, case, kana or spaces", () => {
    expect(folded("ＡＢＣ ﾃｽﾄ")).toBe(folded("abcてすと"));
    expect(folded("さとう みさき")).toBe(folded("サトウ　ミサキ"));
  });

  it("puts what begins with the words before what contains them", () => {
    const names = ["新庁舎建設", "庁舎管理", "福祉課"];
    expect(fitting(names, folded("庁舎"), (name) => [name])).toEqual(["庁舎管理", "新庁舎建設"]);
  });

  it("finds by reading as by name", () => {
    const people = [{ name: "佐藤 美咲", kana: "さとう みさき" }];
    expect(fitting(people, folded("ミサキ"), ({ name, kana }) => [name, kana])).toHaveLength(1);
    expect(fitting(people, folded("田中"), ({ name, kana }) => [name, kana])).toHaveLength(0);
  });
});
