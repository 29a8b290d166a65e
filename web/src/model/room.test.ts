import { describe, expect, test } from "vitest";
import { spanWith, tailOf } from "./history";
import { read, readThread } from "./ownReading";
import {
  broken,
  editedAs,
  after as fold,
  messageIn,
  type Room,
  reactedBy,
  removedBy,
  rested,
  roomOf,
  withAllMarks,
  withCard,
  withMovedMarks,
  withPage,
  withThreadPage,
} from "./room";
import { Hall, ME, ROOM } from "./testing/hall";
import { pick, type Random, randomFrom } from "./testing/random";
import type { Message } from "./types";

const SELF = { id: ME, department_id: null };
const SEEDS = Array.from({ length: 40 }, (_, i) => i + 1);

function hallWith(seed: number, acts: number): { hall: Hall; random: Random } {
  const random = randomFrom(seed);
  const hall = new Hall(random);
  for (let i = 0; i < acts; i += 1) hall.act();
  return { hall, random };
}

function ok(room: Room | "gap" | "stale"): Room {
  if (typeof room === "string") throw new Error(room);
  return room;
}

function foldTo(room: Room, hall: Hall, seq: number): Room {
  let folded = room;
  for (const entry of hall.entries.slice(room.seq, seq)) folded = ok(fold(folded, entry));
  return folded;
}

/** Reactions by different people at the same instant have no order. */
function plain(messages: readonly Message[]): unknown {
  return messages.map((message) => ({
    ...message,
    reactions: message.reactions
      .map((each) => ({ emoji: each.emoji, member_ids: [...each.member_ids].sort() }))
      .sort((a, b) => (a.emoji < b.emoji ? -1 : 1)),
  }));
}

function expectEqual(room: Room, hall: Hall): void {
  const all = hall.timeline(room.seq);
  for (const span of room.history) {
    const [first] = span.messages;
    if (first === undefined) continue;
    const from = all.findIndex((message) => message.n === first.n);
    const there = all.slice(from, from + span.messages.length);
    expect(plain(span.messages)).toEqual(plain(there));
    expect(span.hasBefore).toBe(from > 0);
    expect(span.hasAfter).toBe(from + span.messages.length < all.length);
  }
  for (const [root, thread] of room.threads) {
    if (thread.isStale) continue;
    const replies = hall.replies(room.seq, root);
    const shown = replies.slice(replies.length - thread.span.messages.length);
    expect(plain(thread.span.messages)).toEqual(plain(shown));
    expect(plain([thread.root])).toEqual(plain(all.filter((message) => message.id === root)));
  }
}

describe("a room folded from its entries", () => {
  test.each(SEEDS)("equals the room fetched, however entries and pages interleave (seed %i)", (seed) => {
    const { hall, random } = hallWith(seed, 25);
    const start = 1 + Math.floor(random() * hall.head);
    let room = roomOf(hall.card(start), SELF);
    for (let step = 0; step < 60; step += 1) {
      if (random() < 0.5) hall.act();
      room = stepOf(room, hall, random);
    }
    room = foldTo(room, hall, hall.head);
    expectEqual(room, hall);
    const truth = hall.card(hall.head);
    expect(room.card.message_n).toBe(truth.message_n);
    expect(room.card.last).toEqual(truth.last);
    expect(room.card.mine?.unread).toBe(truth.mine?.unread);
    if (!room.doubt.counts) {
      expect(room.card.mine?.mentions).toBe(truth.mine?.mentions);
      expect(room.card.mine?.thread_unread).toBe(truth.mine?.thread_unread);
    }
  });

  test.each(SEEDS.slice(0, 20))("does not change by replays and duplicates (seed %i)", (seed) => {
    const { hall, random } = hallWith(seed, 40);
    let once = ok(withPage(roomOf(hall.card(5), SELF), hall.page(5)));
    let often = once;
    once = foldTo(once, hall, hall.head);
    while (often.seq < hall.head) {
      const from = Math.floor(random() * often.seq);
      for (const entry of hall.entries.slice(from, often.seq + 1)) often = ok(fold(often, entry));
    }
    expect(often).toEqual(once);
  });

  test("says that there is a gap instead of leaving a hole", () => {
    const { hall } = hallWith(1, 10);
    const room = roomOf(hall.card(3), SELF);
    expect(fold(room, hall.entries[4] as never)).toBe("gap");
    expect(fold(room, hall.entries[1] as never)).toBe(room);
  });

  test("is not disturbed by a kind of entry that only a newer server knows", () => {
    const { hall } = hallWith(2, 5);
    const room = ok(withPage(roomOf(hall.card(5), SELF), hall.page(5)));
    const unknown = { t: "entry", s: `room:${ROOM}`, q: 6, k: "poll.opened", at: 1, by: ME, b: {} };
    const next = ok(fold(room, unknown as never));
    expect(next.seq).toBe(6);
    expect(next.history).toEqual(room.history);
  });
});

/** One thing that can happen to a client: entries arrive, or an answer that was read earlier or later. */
function stepOf(room: Room, hall: Hall, random: Random): Room {
  const die = random();
  if (die < 0.45) return foldTo(room, hall, Math.min(hall.head, room.seq + 1 + Math.floor(random() * 4)));
  const seq = asOf(room, hall, random);
  if (die < 0.75) {
    const next = withPage(room, hall.page(seq, whereTo(room, random)));
    return next === "stale" ? room : next;
  }
  if (die < 0.85) {
    const next = withCard(room, hall.card(seq));
    return next === "stale" ? room : next;
  }
  const roots = hall.timeline(seq);
  const page = roots.length === 0 ? null : hall.thread(seq, pick(random, roots).id);
  const next = page === null ? room : withThreadPage(room, page);
  return next === "stale" ? room : next;
}

/** An answer is as of a moment before or after what the stream has brought. */
function asOf(room: Room, hall: Hall, random: Random): number {
  const low = Math.max(1, room.seq - 5);
  return low + Math.floor(random() * (hall.head - low + 1));
}

function whereTo(room: Room, random: Random): { before?: number; after?: number; n?: number } {
  const span = room.history.length > 0 ? pick(random, room.history) : undefined;
  const [first] = span?.messages ?? [];
  const last = span?.messages.at(-1);
  const die = random();
  if (die < 0.4 && first) return { before: first.seq };
  if (die < 0.6 && last) return { after: last.seq };
  return die < 0.8 ? { n: 1 + Math.floor(random() * 20) } : {};
}

describe("when the stream could not be continued", () => {
  test("what is on screen stays until it is fetched anew, and nothing is put after the hole", () => {
    const { hall } = hallWith(3, 30);
    const before = ok(withPage(roomOf(hall.card(20), SELF), hall.page(20)));
    let room = broken(before, hall.head);
    expect(room.history[0]?.messages).toEqual(before.history[0]?.messages);
    hall.post("tanaka", null);
    room = foldTo(room, hall, hall.head);
    expect(tailOf(room.history)).toBeNull();
    expect(withPage(room, hall.page(22))).toBe("stale");
    room = ok(withPage(room, hall.page(hall.head)));
    expect(room.isBroken).toBe(false);
    expectEqual(room, hall);
  });

  test("threads on screen are marked as stale and fetched anew", () => {
    const hall = new Hall(randomFrom(4));
    hall.post("tanaka", null, []);
    hall.post(ME, "m1", []);
    const page = hall.thread(hall.head, "m1");
    let room = ok(withThreadPage(roomOf(hall.card(hall.head), SELF), page as never));
    room = broken(room, hall.head + 5);
    expect(room.threads.get("m1")?.isStale).toBe(true);
  });
});

describe("what I do shows before the stream says it", () => {
  const hall = new Hall(randomFrom(5));
  hall.post("tanaka", null, []);
  const room = ok(withPage(roomOf(hall.card(hall.head), SELF), hall.page(hall.head)));

  test("a reaction, and the entry that brings it adds no second one", () => {
    const mine = reactedBy(room, "m1", "👍", ME, true);
    expect(messageIn(mine, "m1")?.reactions).toEqual([{ emoji: "👍", member_ids: [ME] }]);
    const entry = {
      t: "entry",
      s: "",
      q: room.seq + 1,
      k: "reaction.added",
      at: 1,
      by: ME,
      b: { id: "m1", emoji: "👍" },
    };
    expect(messageIn(ok(fold(mine, entry as never)), "m1")?.reactions).toEqual([
      { emoji: "👍", member_ids: [ME] },
    ]);
    expect(messageIn(reactedBy(mine, "m1", "👍", ME, false), "m1")?.reactions).toEqual([]);
  });

  test("an edit, and a removal that leaves a tombstone in its place", () => {
    expect(messageIn(editedAs(room, "m1", "直しました", [], 9), "m1")?.text).toBe("直しました");
    const gone = messageIn(removedBy(room, "m1", ME, 9), "m1");
    expect(gone).toMatchObject({ text: "", removed_at: 9, removed_by: ME, n: 1 });
  });
});

describe("read positions", () => {
  const hall = new Hall(randomFrom(6));
  for (let i = 0; i < 8; i += 1)
    hall.post("tanaka", null, i % 2 ? [{ kind: "person", id: ME, start: 0, length: 1 }] : []);
  const room = ok(withPage(roomOf(hall.card(hall.head), SELF), hall.page(hall.head, {}, 20)));

  test("move forward only, and unread messages and mentions follow exactly", () => {
    const mine = (n: number) => read(room, n).card.mine;
    expect(room.card.mine).toMatchObject({ unread: 8, mentions: 4 });
    expect(mine(3)).toMatchObject({ read_n: 3, unread: 5, mentions: 3 });
    expect(mine(8)).toMatchObject({ read_n: 8, unread: 0, mentions: 0 });
    expect(read(read(room, 5), 2).card.mine).toMatchObject({ read_n: 5 });
    expect(mine(99)).toMatchObject({ read_n: 8, unread: 0 });
  });

  test("are in doubt when the messages between are not loaded", () => {
    const bare = roomOf(hall.card(hall.head), SELF);
    expect(read(bare, 3).doubt.counts).toBe(true);
    expect(read(bare, 8).doubt.counts).toBe(false);
  });

  test("of others are kept only while somebody looks", () => {
    expect(withMovedMarks(room, [["tanaka", 3, 0]])).toBe(room);
    const looking = withAllMarks(room, [
      ["tanaka", 8, 0],
      [ME, 0, 0],
    ]);
    expect(withMovedMarks(looking, [[ME, 4, 0]]).marks?.get(ME)).toEqual({ n: 4, from_n: 0 });
    expect(rested(looking, 3).marks).toBeNull();
  });

  test("in a thread I follow, my reading takes from the unread of the room", () => {
    hall.post(ME, null, []);
    const root = `m${hall.timeline(hall.head).length}`;
    hall.post("tanaka", root, []);
    hall.post("takahashi", root, []);
    let threaded = roomOf(hall.card(hall.head), SELF);
    threaded = ok(withThreadPage(threaded, hall.thread(hall.head, root) as never));
    expect(threaded.card.mine?.thread_unread).toBe(2);
    expect(readThread(threaded, root, 1).card.mine?.thread_unread).toBe(1);
    expect(readThread(threaded, root, 2).card.mine?.thread_unread).toBe(0);
  });
});

test("a room that is off screen keeps its newest messages, so that it opens from memory", () => {
  const { hall } = hallWith(7, 60);
  const room = ok(withPage(roomOf(hall.card(hall.head), SELF), hall.page(hall.head, {}, 50)));
  const kept = rested(room, 3);
  expect(tailOf(kept.history)?.messages).toHaveLength(3);
  expect(tailOf(kept.history)?.hasBefore).toBe(true);
  expect(spanWith(kept.history, room.card.message_n)).not.toBeNull();
});
