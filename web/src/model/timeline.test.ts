import { describe, expect, test } from "vitest";
import type { OutboxItem } from "./outbox";
import { keyOf, type Row, rowsOf, type TimelineSource } from "./timeline";
import type { Message } from "./types";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

function message(n: number, author_id: string, at: number, change: Partial<Message> = {}): Message {
  return {
    id: `m${n}`,
    room_id: "r",
    seq: n,
    n,
    root_id: null,
    author_id,
    at,
    text: "",
    files: [],
    mentions: [],
    edited_at: null,
    removed_at: null,
    removed_by: null,
    reactions: [],
    replies: null,
    client_key: null,
    confirmation: null,
    stamp: null,
    pinned_at: null,
    question: null,
    ...change,
  };
}

function rows(change: Partial<TimelineSource>): readonly Row[] {
  return rowsOf({
    messages: [],
    startsHere: false,
    outgoing: [],
    unreadAfter: null,
    me: "sato",
    dayOf: (at) => new Date(at).toISOString().slice(0, 10),
    ...change,
  });
}

const shape = (made: readonly Row[]) =>
  made.map((row) => ("isGrouped" in row ? `${row.key}${row.isGrouped ? "+" : ""}` : row.kind));

describe("the rows of a timeline", () => {
  test("group what one person writes within five minutes", () => {
    const messages = [
      message(1, "tanaka", 0),
      message(2, "tanaka", 4 * MINUTE),
      message(3, "tanaka", 12 * MINUTE),
      message(4, "sato", 12 * MINUTE),
    ];
    expect(shape(rows({ messages }))).toEqual(["day", "m1", "m2+", "m3", "m4"]);
  });

  test("begin each day with its date, and group nothing across it", () => {
    const messages = [message(1, "tanaka", DAY - MINUTE), message(2, "tanaka", DAY)];
    expect(shape(rows({ messages, startsHere: true }))).toEqual(["start", "day", "m1", "day", "m2"]);
  });

  test("write no day twice when a device has a wrong clock", () => {
    const messages = [message(1, "tanaka", DAY)];
    const outgoing = [{ key: "k", at: 5 } as OutboxItem];
    expect(shape(rows({ messages, outgoing }))).toEqual(["day", "m1", "k"]);
  });

  test("have the line above the first unread message of another", () => {
    const messages = [
      message(1, "tanaka", 0),
      message(2, "sato", 1),
      message(3, "tanaka", 2),
      message(4, "tanaka", 3),
    ];
    expect(shape(rows({ messages, unreadAfter: 1 }))).toEqual(["day", "m1", "m2", "unread", "m3", "m4+"]);
    expect(shape(rows({ messages, unreadAfter: 4 }))).toEqual(["day", "m1", "m2", "m3", "m4+"]);
  });

  test("group nothing under a tombstone", () => {
    const messages = [message(1, "tanaka", 0, { removed_at: 1 }), message(2, "tanaka", 1)];
    expect(shape(rows({ messages }))).toEqual(["day", "m1", "m2"]);
  });

  test("keep the key of my message from the outbox to the stream", () => {
    expect(keyOf(message(1, "sato", 0, { client_key: "abc" }))).toBe("abc");
  });
});
