import { describe, expect, test } from "vitest";
import { type Marks, readBy, withMarks } from "./reading";
import { randomFrom } from "./testing/random";

describe("who has read a message", () => {
  test("counts those in the room before it, without its author", () => {
    const marks = withMarks(new Map(), [
      ["author", 9, 0],
      ["read", 7, 0],
      ["not-yet", 4, 0],
      ["came-later", 9, 6],
    ]);
    expect(readBy(marks, { n: 5, author_id: "author" })).toEqual({ read: 1, total: 2 });
    expect(readBy(marks, { n: 8, author_id: "author" })).toEqual({ read: 1, total: 3 });
  });

  test("of an author who has left is counted without them", () => {
    const marks = withMarks(new Map(), [["read", 7, 0]]);
    expect(readBy(marks, { n: 5, author_id: "gone" })).toEqual({ read: 1, total: 1 });
  });

  test("equals counting one by one, for any marks", () => {
    const random = randomFrom(11);
    for (let round = 0; round < 200; round += 1) {
      const marks: Marks = new Map(
        Array.from({ length: 12 }, (_, i) => {
          const from_n = Math.floor(random() * 10);
          return [`p${i}`, { from_n, n: from_n + Math.floor(random() * 10) }] as const;
        }),
      );
      const message = { n: 1 + Math.floor(random() * 18), author_id: `p${Math.floor(random() * 15)}` };
      const counted = [...marks].filter(([id, mark]) => id !== message.author_id && mark.from_n < message.n);
      const read = counted.filter(([, mark]) => mark.n >= message.n);
      expect(readBy(marks, message)).toEqual({ read: read.length, total: counted.length });
    }
  });
});

describe("read positions", () => {
  test("never go back, whatever order their frames come in", () => {
    const marks = withMarks(withMarks(new Map(), [["tanaka", 8, 0]]), [["tanaka", 5, 0]]);
    expect(marks.get("tanaka")?.n).toBe(8);
  });

  test("begin anew for one who left and came back", () => {
    const marks = withMarks(new Map([["tanaka", { n: 8, from_n: 0 }]]), [["tanaka", 6, 6]]);
    expect(marks.get("tanaka")).toEqual({ n: 6, from_n: 6 });
  });

  test("give the same value back when nothing moved, so that nothing is drawn", () => {
    const marks = withMarks(new Map(), [["tanaka", 8, 0]]);
    expect(withMarks(marks, [["tanaka", 8, 0]])).toBe(marks);
  });
});
