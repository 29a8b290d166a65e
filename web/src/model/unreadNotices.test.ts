import { describe, expect, it } from "vitest";
import { noticeDataOf } from "./notice";
import type { RoomCard } from "./types";
import { isNoticeRead, isOnScreen, unreadThreadsOf } from "./unreadNotices";

const DATA = noticeDataOf({ path: "/rooms/r1/messages/m1", at: 1_000, count: 1 });
const NONE: ReadonlySet<string> = new Set();

function card(unread: number, lastAt: number | null, threads: readonly string[] = []): RoomCard {
  const mine = { unread, threads: threads.map((root_id) => ({ root_id, unread: 1 })) };
  return { id: "r1", mine, last: lastAt === null ? null : { at: lastAt } } as unknown as RoomCard;
}

describe("a notice on the screen", () => {
  it("of a room is over once the room is read", () => {
    expect(isNoticeRead("room:r1", DATA, [card(0, 1_000)], NONE)).toBe(true);
    expect(isNoticeRead("room:r1", DATA, [card(1, 1_000)], NONE)).toBe(false);
  });

  it("stays while the page has not heard of the message, or knows no such room", () => {
    expect(isNoticeRead("room:r1", DATA, [card(0, 999)], NONE)).toBe(false);
    expect(isNoticeRead("room:r1", DATA, [card(0, null)], NONE)).toBe(false);
    expect(isNoticeRead("room:r2", DATA, [card(0, 1_000)], NONE)).toBe(false);
  });

  it("of a thread is over when what the page knew to be unread was read", () => {
    const before = unreadThreadsOf([card(0, 1_000, ["m1"])]);
    expect(isNoticeRead("thread:m1", DATA, [card(0, 1_000)], before)).toBe(true);
    expect(isNoticeRead("thread:m1", DATA, [card(0, 1_000, ["m1"])], before)).toBe(false);
    expect(isNoticeRead("thread:m1", DATA, [card(0, 1_000)], NONE)).toBe(false);
  });

  it("that asks for a confirmation is over once it is given", () => {
    const asked = { ...card(0, 1_000), mine: { confirmations: ["m1"] } } as unknown as RoomCard;
    const given = { ...asked, mine: { confirmations: [] } } as unknown as RoomCard;
    expect(isNoticeRead("confirmation:r1:m1", DATA, [asked], NONE)).toBe(false);
    expect(isNoticeRead("confirmation:r1:m1", DATA, [given], NONE)).toBe(true);
    expect(isNoticeRead("confirmation:r2:m1", DATA, [given], NONE)).toBe(false);
  });

  it("of anything else is the person's to close", () => {
    expect(isNoticeRead("summary", DATA, [card(0, 1_000)], NONE)).toBe(false);
  });
});

describe("a room on screen", () => {
  it("shows what its notices tell of, and of a thread only with the thread", () => {
    expect(isOnScreen("room:r1", "r1", null)).toBe(true);
    expect(isOnScreen("mention:r1:m1", "r1", null)).toBe(true);
    expect(isOnScreen("thread:m1", "r1", "m1")).toBe(true);
    for (const other of ["room:r2", "mention:r2:m1", "thread:m1", "thread:null", "summary"])
      expect(isOnScreen(other, "r1", null)).toBe(false);
  });
});
