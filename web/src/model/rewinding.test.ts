import { describe, expect, test } from "vitest";
import { placed, read, released, rewound, threadPlaced, threadRewound } from "./ownReading";
import { after, type Room, roomOf, withCard, withPage, withThreadPage } from "./room";
import { Hall, ME } from "./testing/hall";
import { randomFrom } from "./testing/random";

const SELF = { id: ME, department_id: null };
const CALL = { kind: "person", id: ME, start: 0, length: 1, message: null } as const;

function ok(room: Room | "gap" | "stale"): Room {
  if (typeof room === "string") throw new Error(room);
  return room;
}

describe("what was read can be unread again", () => {
  const read8 = () => {
    const hall = new Hall(randomFrom(3));
    for (let i = 0; i < 8; i += 1) hall.post("tanaka", null, i === 5 ? [CALL] : []);
    const room = roomOf(hall.card(hall.head), SELF);
    return { hall, room: read(ok(withPage(room, hall.page(hall.head, {}, 20))), 8) };
  };

  test("the number and the calls come back, and it is held", () => {
    const { room } = read8();
    const back = rewound(room, 4);
    expect(back.card.mine).toMatchObject({ read_n: 4, unread: 4, mentions: 1, rewinds: 1 });
    expect(back.isHeld).toBe(true);
    expect(released(back).isHeld).toBe(false);
    expect(read(back, 8).card.mine).toMatchObject({ read_n: 8, unread: 0, mentions: 0, rewinds: 1 });
  });

  test("of two positions the one that went back more often holds, in whatever order they come", () => {
    const { room } = read8();
    const told: readonly { n: number; rewinds: number }[] = [
      { n: 4, rewinds: 1 },
      { n: 8, rewinds: 0 },
      { n: 6, rewinds: 1 },
    ];
    for (const order of [told, told.toReversed()]) {
      let moved = room;
      for (const { n, rewinds } of order) moved = placed(moved, n, rewinds);
      expect(moved.card.mine).toMatchObject({ read_n: 6, unread: 2, rewinds: 1 });
    }
  });

  test("a card that was read before does not undo it, and one that was read after does it", () => {
    const { hall, room } = read8();
    const back = rewound(room, 4);
    const old = ok(withCard(back, hall.card(hall.head, 8)));
    expect(old.card.mine).toMatchObject({ read_n: 4, unread: 4, rewinds: 1 });
    const card = hall.card(hall.head, 8);
    const newer = { ...card, mine: card.mine && { ...card.mine, read_n: 2, unread: 6, rewinds: 3 } };
    const fresh = ok(withCard(back, newer));
    expect(fresh.card.mine).toMatchObject({ read_n: 2, unread: 6, rewinds: 3 });
    expect(fresh.isHeld).toBe(true);
  });

  test("whoever writes has read what stands above", () => {
    const { hall, room } = read8();
    const wrote = ok(after(rewound(room, 4), hall.post(ME, null, [])));
    expect(wrote.isHeld).toBe(false);
    expect(wrote.card.mine).toMatchObject({ unread: 0 });
  });

  test("a reply is unread in its thread, which is followed from then on", () => {
    const hall = new Hall(randomFrom(5));
    hall.post("tanaka", null, []);
    for (let i = 0; i < 3; i += 1) hall.post("takahashi", "m1", []);
    const page = hall.thread(hall.head, "m1");
    if (page === null) throw new Error("no thread");
    const room = ok(withThreadPage(roomOf(hall.card(hall.head), SELF), page));
    const back = threadRewound(room, "m1", 1);
    expect(back.card.mine).toMatchObject({ thread_unread: 2, threads: [{ root_id: "m1", unread: 2 }] });
    expect(back.threads.get("m1")).toMatchObject({ read_n: 1, following: true, isHeld: true, rewinds: 1 });
    expect(threadPlaced(back, "m1", 3, 0)).toBe(back);
    expect(threadPlaced(back, "m1", 3, 1)?.card.mine).toMatchObject({ thread_unread: 0 });
    expect(threadPlaced(room, "m9", 0, 1)).toBeNull(); // not loaded: the card is asked
  });
});
