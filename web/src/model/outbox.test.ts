import { describe, expect, test } from "vitest";
import {
  afterArrival,
  due,
  EMPTY_OUTBOX,
  merged,
  moved,
  type Outbox,
  type OutboxItem,
  queued,
  waiting,
  withUploaded,
} from "./outbox";
import type { FileCard, Message } from "./types";

function item(key: string, order: number, change: Partial<OutboxItem> = {}): OutboxItem {
  return {
    key,
    owner: "sato",
    room: "shelter",
    root: null,
    text: key,
    mentions: [],
    files: [],
    at: order,
    order,
    state: "queued",
    refusal: null,
    message: null,
    ...change,
  };
}

const arrived = (key: string, id = `m-${key}`) => ({ id, client_key: key });
const keys = (outbox: Outbox) => outbox.map((each) => each.key);

describe("a message on its way", () => {
  test("is on screen exactly once: as an item, then as the message", () => {
    const outbox = queued(EMPTY_OUTBOX, item("a", 1));
    expect(keys(waiting(outbox, "shelter", null, []))).toEqual(["a"]);
    expect(keys(waiting(outbox, "shelter", null, [arrived("a")]))).toEqual([]);
    expect(keys(afterArrival(outbox, [arrived("a")]))).toEqual([]);
  });

  test("is recognised by its id where the page names no client key", () => {
    const sent = moved(queued(EMPTY_OUTBOX, item("a", 1)), "a", {
      state: "sent",
      message: { id: "m1" } as Message,
    });
    expect(waiting(sent, "shelter", null, [{ id: "m1", client_key: null }])).toEqual([]);
  });

  test("stays sent, whatever a slower tab still says", () => {
    const sent = moved(queued(EMPTY_OUTBOX, item("a", 1)), "a", { state: "sent" });
    expect(moved(sent, "a", { state: "sending" })).toBe(sent);
  });

  test("stands in its own conversation only", () => {
    const outbox = queued(queued(EMPTY_OUTBOX, item("a", 1)), item("b", 2, { root: "m1" }));
    expect(keys(waiting(outbox, "shelter", null, []))).toEqual(["a"]);
    expect(keys(waiting(outbox, "shelter", "m1", []))).toEqual(["b"]);
    expect(waiting(outbox, "other", null, [])).toEqual([]);
  });
});

describe("what is sent next", () => {
  test("is the oldest of each room; one under way holds up its room, and only its room", () => {
    const outbox = [item("a", 1, { state: "sending" }), item("b", 2), item("c", 3, { room: "other" })];
    expect(keys(due(outbox))).toEqual(["c"]);
    expect(keys(due([item("a", 1), item("b", 2), item("c", 3, { room: "other" })]))).toEqual(["a", "c"]);
  });

  test("passes over what failed for good: that waits for the person", () => {
    expect(keys(due([item("a", 1, { state: "failed" }), item("b", 2)]))).toEqual(["b"]);
  });

  test("keeps the order in which it was sent, also when read back from the disk", () => {
    const outbox = merged([item("c", 3)], [item("b", 2), item("a", 1), item("c", 3)]);
    expect(keys(outbox)).toEqual(["a", "b", "c"]);
  });
});

test("files stand where they were chosen, whichever arrived first", () => {
  const card = (id: string) => ({ id, name: id }) as FileCard;
  const pending = (key: string, slot: number) => ({ key, name: key, size: 1, type: "", slot });
  const before = item("a", 1, {
    files: [card("second"), card("fourth")],
    uploads: [pending("first", 0), pending("third", 2)],
  });
  const after = withUploaded(withUploaded(before, "first", card("first")), "third", card("third"));
  expect(after.files.map(({ id }) => id)).toEqual(["first", "second", "third", "fourth"]);
  expect(after.uploads).toEqual([]);
  expect(withUploaded(after, "first", card("again"))).toBe(after);
});
