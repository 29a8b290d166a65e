import { describe, expect, test } from "vitest";
import {
  appended,
  between,
  type History,
  holed,
  type Span,
  spanWith,
  tailOf,
  trimmed,
  withSpan,
} from "./history";
import type { Message } from "./types";

const ALL = 30;

function message(n: number): Message {
  return {
    id: `m${n}`,
    room_id: "r",
    seq: n * 2,
    n,
    root_id: null,
    author_id: "tanaka",
    at: n,
    text: String(n),
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
  };
}

function span(from: number, to: number, all = ALL): Span {
  const messages = Array.from({ length: to - from + 1 }, (_, i) => message(from + i));
  return { messages, hasBefore: from > 1, hasAfter: to < all };
}

const shape = (history: History) =>
  history.map(({ messages, hasBefore, hasAfter }) => [
    messages[0]?.n,
    messages.at(-1)?.n,
    hasBefore,
    hasAfter,
  ]);

describe("ranges of loaded history", () => {
  test("that touch or overlap become one, without a double", () => {
    const history = [span(26, 30), span(16, 20), span(21, 25)].reduce(withSpan, []);
    expect(shape(history)).toEqual([[16, 30, true, false]]);
    expect(withSpan(history, span(18, 27))[0]?.messages.map((each) => each.n)).toEqual(
      Array.from({ length: 15 }, (_, i) => 16 + i),
    );
  });

  test("that do not touch stay apart, with something between them", () => {
    const history = [span(26, 30), span(1, 5), span(11, 12)].reduce(withSpan, []);
    expect(shape(history)).toEqual([
      [1, 5, false, true],
      [11, 12, true, true],
      [26, 30, true, false],
    ]);
    expect(spanWith(history, 11)?.messages).toHaveLength(2);
    expect(spanWith(history, 7)).toBeNull();
  });

  test("take what is fetched anew in place of what was there", () => {
    const changed = { ...span(3, 3), messages: [{ ...message(3), text: "訂正" }] };
    expect(withSpan([span(1, 5)], changed)[0]?.messages[2]?.text).toBe("訂正");
  });

  test("know an empty room from one that was never loaded", () => {
    const empty: Span = { messages: [], hasBefore: false, hasAfter: false };
    const history = withSpan([], empty);
    expect(tailOf(history)).toBe(empty);
    expect(tailOf([])).toBeNull();
    expect(shape(appended(history, message(1)))).toEqual([[1, 1, false, false]]);
  });

  test("take a new message at the end only, and never after a hole", () => {
    const history = withSpan([], span(26, 30));
    expect(shape(appended(history, message(31)))).toEqual([[26, 31, true, false]]);
    expect(appended(history, message(30))).toBe(history);
    expect(shape(appended(history, message(33)))).toEqual([[26, 30, true, true]]);
    expect(appended(holed(history), message(31))).toEqual(holed(history));
  });

  test("tell what lies between two ordinals, or that they do not know", () => {
    const history = withSpan([], span(10, 20));
    expect(between(history, 12, 14)?.map((each) => each.n)).toEqual([13, 14]);
    expect(between(history, 9, 10)?.map((each) => each.n)).toEqual([10]);
    expect(between(history, 8, 12)).toBeNull();
    expect(between(history, 5, 5)).toEqual([]);
  });

  test("are cut to the newest when a room goes off screen", () => {
    const history = [span(26, 30), span(1, 5)].reduce(withSpan, []);
    expect(shape(trimmed(history, 3))).toEqual([[28, 30, true, false]]);
    expect(trimmed([span(1, 5)], 3)).toEqual([]);
  });
});
