import { describe, expect, it } from "vitest";
import {
  badgeOf,
  isOverBy,
  isWithin,
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
  stream: "room:r1",
  badge: 3,
  unread: ["room:r1", "room:r2"],
  sentAt: 1_500,
  quiet: { begins: 5_000, ends: 9_000 },
};
const SENT = { ...SAID, sentAt: undefined, sent_at: SAID.sentAt };

describe("a push message", () => {
  it("is taken as the server sent it", () => {
    expect(noticeOf({ ...SENT, more: "of a newer server" })).toEqual(SAID);
    expect(noticeOf({ ...SENT, count: null })?.count).toBeNull();
  });

  it("of an older server says nothing of what is unread", () => {
    const { title, text, tag, path, at, count } = SAID;
    const notice = noticeOf({ title, text, tag, path, at, count });
    expect(notice).toMatchObject({ stream: null, badge: null, unread: null, sentAt: 0 });
    expect(noticeOf({ ...SENT, unread: ["room:r1", 5], badge: "3" })).toMatchObject({
      unread: ["room:r1"],
      badge: null,
    });
  });

  it("says from when to when it must not sound, should it come that late", () => {
    expect([4_999, 5_000, 8_999, 9_000].map((now) => isWithin(SAID.quiet, now))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    for (const quiet of [undefined, null, "night", { begins: 5_000 }, [5_000, 9_000]])
      expect(noticeOf({ ...SENT, quiet })?.quiet).toBeNull();
    expect(isWithin(null, 5_000)).toBe(false);
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
      stream: null,
      badge: null,
      sentAt: 0,
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

  it("counts as the server did last, also when nothing new is told", () => {
    const again = { ...SAID, badge: 9, sentAt: 2_000 };
    expect(shownAfter(SAID, again)).toEqual({ notice: again, isNews: false });
    expect(shownAfter(SAID, { ...again, sentAt: 1_000 }).notice.badge).toBe(3);
  });
});

describe("what stands on the screen when another notice comes", () => {
  const standing = (more: object) => noticeDataOf({ stream: "room:r3", at: 1_000, ...more });

  it("is over where nothing is unread any more", () => {
    expect(isOverBy(SAID, standing({}))).toBe(true);
    expect(isOverBy(SAID, standing({ stream: "room:r2" }))).toBe(false);
  });

  it("stays when it is newer than what came, or nobody knows", () => {
    expect(isOverBy(SAID, standing({ at: 1_500 }))).toBe(false);
    expect(isOverBy(SAID, standing({ stream: null }))).toBe(false);
    expect(isOverBy({ ...SAID, unread: null }, standing({}))).toBe(false);
    expect(isOverBy({ ...SAID, unread: [] }, standing({}))).toBe(true);
  });
});

describe("the number on the icon", () => {
  it("is what the server said last, in whichever order it came", () => {
    const said = [{ badge: 7, sentAt: 3_000 }, { badge: 9, sentAt: 2_000 }, { count: 5 }].map(noticeDataOf);
    expect(badgeOf(said)).toBe(7);
    expect(badgeOf(said.toReversed())).toBe(7);
  });

  it("is how much was told where the server said nothing", () => {
    expect(badgeOf([{ count: 2 }, { count: 3 }, {}].map(noticeDataOf))).toBe(5);
    expect(badgeOf([])).toBe(0);
  });
});
