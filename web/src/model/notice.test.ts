import { describe, expect, it } from "vitest";
import {
  type Notice,
  navigationOf,
  noticeDataOf,
  noticeOf,
  ownPathOf,
  shownAfter,
  unreadableNotice,
} from "./notice";

const SAID: Notice = {
  title: "避難所運営",
  text: "田中 一郎: 国道10号は通れますか。",
  tag: "room:r1",
  path: "/rooms/r1/messages/m1",
  at: 1_000,
  count: 1,
};

describe("a push message", () => {
  it("is taken as the server sent it", () => {
    expect(noticeOf({ ...SAID, more: "of a newer server" })).toEqual(SAID);
    expect(noticeOf({ ...SAID, count: null })?.count).toBeNull();
  });

  it("is none without a title, a tag or a time, and something is shown all the same", () => {
    for (const said of [
      null,
      "text",
      1,
      [],
      {},
      { ...SAID, title: "" },
      { ...SAID, tag: 1 },
      { ...SAID, tag: "" },
      { ...SAID, at: "now" },
    ])
      expect(noticeOf(said)).toBeNull();
    expect(unreadableNotice("ja", 5)).toMatchObject({ title: "新しいお知らせがあります", path: "/", at: 5 });
    expect(unreadableNotice("en-GB", 5).title).toBe("There is something new");
  });

  it("is cut where it is longer than any device shows", () => {
    expect(noticeOf({ ...SAID, text: "あ".repeat(5_000) })?.text).toHaveLength(1_000);
  });

  it("leads to pages of our own only", () => {
    for (const path of [
      "https://evil.example/",
      "//evil.example/",
      "/\\evil.example/",
      "javascript:1",
      "",
      null,
      "/a b",
    ])
      expect(ownPathOf(path)).toBe("/");
    for (const path of ["/", "/settings", "/rooms/r1/messages/m1", "/rooms/r1?side=thread&of=m1"])
      expect(ownPathOf(path)).toBe(path);
    expect(navigationOf({ t: "navigate", path: "//evil.example/" })).toEqual({ t: "navigate", path: "/" });
    expect(navigationOf({ t: "other", path: "/" })).toBeNull();
    expect(noticeDataOf({ path: "https://evil.example/", at: "x" })).toEqual({
      path: "/",
      at: 0,
      count: null,
    });
  });
});

describe("what is shown over an earlier notice of the same", () => {
  it("is the newer one, with all that is told of", () => {
    expect(shownAfter(null, SAID)).toEqual({ notice: SAID, isNews: true });
    const newer = { ...SAID, text: "通れます。", at: 2_000, count: 2 };
    expect(shownAfter(SAID, newer)).toEqual({ notice: { ...newer, count: 3 }, isNews: true });
  });

  it("does not disturb again when it comes twice, or after what is newer", () => {
    expect(shownAfter(SAID, SAID)).toEqual({ notice: SAID, isNews: false });
    expect(shownAfter(SAID, { ...SAID, text: "前のもの", at: 500 })).toEqual({ notice: SAID, isNews: false });
  });
});
