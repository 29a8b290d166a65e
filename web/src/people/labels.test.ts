import { describe, expect, it } from "vitest";
import { namesOf, pathWords, postsWords, toldWords } from "./labels";

describe("how a department is called", () => {
  it("is its path from the top down", () => {
    expect(pathWords("健康福祉部/福祉課/庶務係")).toBe("健康福祉部 › 福祉課 › 庶務係");
    expect(pathWords(null)).toBe("");
  });

  it("is shortened in the middle where there is little room", () => {
    expect(pathWords("健康福祉部/福祉課/庶務係", true)).toBe("健康福祉部 › … › 庶務係");
    expect(pathWords("健康福祉部/福祉課", true)).toBe("健康福祉部 › 福祉課");
  });

  it("keeps a slash that belongs to a name", () => {
    expect(namesOf("企画\\/調整室/一係")).toEqual(["企画/調整室", "一係"]);
  });

  it("stands before the title, in posts and in what the server wrote", () => {
    const post = { path: "総務部/人事課", department: "人事課", title: "主事" };
    expect(postsWords([post, { department: "防災課", title: "" }])).toBe("総務部 › 人事課 主事、防災課");
    expect(toldWords("総務部/人事課 主事、防災課 主査")).toBe("総務部 › 人事課 主事、防災課 主査");
  });
});
