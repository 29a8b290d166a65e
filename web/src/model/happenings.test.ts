import { expect, test } from "vitest";
import { happeningOf, linesOf, withHappenings } from "./happenings";
import { rowsOf } from "./timeline";
import type { Happening, Message } from "./types";

const NOTHING = {
  member_id: null,
  removed: false,
  name: null,
  purpose: null,
  open: null,
  history: null,
  room_class: null,
  reason: null,
};
const joined = (seq: number, member_id: string, by: string | null): Happening => ({
  ...NOTHING,
  seq,
  at: seq * 1_000,
  by,
  kind: "member.joined",
  member_id,
});

test("whom somebody brings in at once stands in one line, who comes alone in another", () => {
  const lines = linesOf([
    joined(2, "a", "sato"),
    joined(3, "b", "sato"),
    joined(4, "c", "c"),
    joined(5, "d", null),
  ]);
  expect(lines.map(({ all }) => all.map(({ member_id }) => member_id))).toEqual([["a", "b"], ["c"], ["d"]]);
});

test("an entry that came live and the same one of a page are one line", () => {
  const entry = {
    t: "entry",
    s: "room:r",
    q: 7,
    k: "room.changed",
    at: 7_000,
    by: "sato",
    b: { name: "新しい名前" },
  } as const;
  const live = happeningOf(entry);
  expect(live).toEqual({
    ...NOTHING,
    seq: 7,
    at: 7_000,
    by: "sato",
    kind: "room.changed",
    name: "新しい名前",
  });
  expect(withHappenings(live ? [live] : [], live ? [{ ...live }] : [])).toHaveLength(1);
});

test("what happened stands between the messages where it happened", () => {
  const said = (seq: number): Message =>
    ({
      seq,
      n: seq,
      id: `m${seq}`,
      author_id: "a",
      at: seq * 1_000,
      removed_at: null,
      client_key: null,
    }) as Message;
  const rows = rowsOf({
    messages: [said(3), said(6)],
    startsHere: false,
    outgoing: [],
    unreadAfter: null,
    me: "me",
    dayOf: () => "2026-11-30",
    happenings: [joined(4, "b", "b"), joined(9, "c", "c")],
  });
  expect(rows.map(({ kind }) => kind)).toEqual(["day", "message", "happening", "message", "happening"]);
  expect(rows[3]?.kind === "message" && rows[3].isGrouped).toBe(false);
});
