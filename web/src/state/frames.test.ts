import { describe, expect, test } from "vitest";
import type { ServerFrame } from "../model/entries";
import { roomOf } from "../model/room";
import { Hall, ME, ROOM } from "../model/testing/hall";
import { randomFrom } from "../model/testing/random";
import { afterFrames } from "./frames";
import { STARTING, type State } from "./store";

const SELF = { id: ME, department_id: null };
const STREAM = `room:${ROOM}`;

function state(hall: Hall, seq: number): State {
  return {
    ...STARTING,
    rooms: new Map([[ROOM, roomOf(hall.card(seq), SELF)]]),
    positions: { [`member:${ME}`]: 3 },
  };
}

function hallWith(messages: number): Hall {
  const hall = new Hall(randomFrom(1));
  for (let i = 0; i < messages; i += 1) hall.post("tanaka", null, []);
  return hall;
}

const seqOf = (found: State) => found.rooms.get(ROOM)?.seq;

describe("frames from the server", () => {
  test("are folded in one go, and what arrived leaves the outbox", () => {
    const hall = hallWith(5);
    const before = {
      ...state(hall, 2),
      outbox: [{ key: "key-3", room: ROOM, root: null, message: null } as never],
    };
    const { state: found, errands } = afterFrames(before, hall.entries, 0);
    expect(seqOf(found)).toBe(6);
    expect(found.outbox).toEqual([]);
    expect(errands.map((each) => each.t)).toEqual(["heard", "heard", "heard", "heard"]);
  });

  test("with a gap are not folded beyond it: the stream is resumed", () => {
    const hall = hallWith(5);
    const frames = hall.entries.filter((entry) => entry.q !== 4);
    const { state: found, errands } = afterFrames(state(hall, 2), frames, 0);
    expect(seqOf(found)).toBe(3);
    expect(errands.at(-1)).toEqual({ t: "resume" });
  });

  test("that say refetch take the room to where the server stands, and ask for it", () => {
    const hall = hallWith(5);
    const { state: found, errands } = afterFrames(state(hall, 2), [{ t: "refetch", s: STREAM, q: 6 }], 0);
    expect(seqOf(found)).toBe(6);
    expect(errands).toEqual([{ t: "fetch_room", room: ROOM }]);
  });

  test("that close a room take it away, and leave word that it was closed", () => {
    const { state: found } = afterFrames(state(hallWith(2), 2), [{ t: "closed", s: STREAM }], 0);
    expect(found.rooms.size).toBe(0);
    expect(found.closed.has(ROOM)).toBe(true);
  });

  test("of my own stream bring rooms, take them, and are counted without a gap", () => {
    const own = (q: number, k: string, b: object) =>
      ({ t: "entry", s: `member:${ME}`, q, k, at: 0, by: null, b }) as ServerFrame;
    const entered = afterFrames(
      state(hallWith(1), 2),
      [own(4, "room.entered", { room_id: "new", opens: {} })],
      0,
    );
    expect(entered.errands).toEqual([{ t: "fetch_room", room: "new" }]);
    expect(entered.state.positions[`member:${ME}`]).toBe(4);
    const exited = afterFrames(entered.state, [own(5, "room.exited", { room_id: ROOM, closes: STREAM })], 0);
    expect(exited.state.rooms.size).toBe(0);
    expect(afterFrames(exited.state, [own(9, "profile.changed", {})], 0).errands).toEqual([{ t: "resume" }]);
    const restarted = afterFrames(exited.state, [{ t: "refetch", s: `member:${ME}`, q: 40 }], 0);
    expect(restarted.errands).toEqual([{ t: "restart" }]);
  });

  test("show who is typing until they have posted", () => {
    const hall = hallWith(1);
    const typing = afterFrames(
      state(hall, 2),
      [{ t: "typing", s: STREAM, member_id: "tanaka" }],
      1_000,
    ).state;
    expect(typing.typing.get(ROOM)?.get("tanaka")).toBe(5_000);
    hall.post("tanaka", null, []);
    expect(afterFrames(typing, hall.entries, 1_500).state.typing.get(ROOM)?.size).toBe(0);
  });

  test("of read positions on my other devices move mine", () => {
    const hall = hallWith(4);
    const before = state(hall, hall.head);
    expect(before.rooms.get(ROOM)?.card.mine?.unread).toBe(4);
    const { state: found } = afterFrames(
      before,
      [{ t: "mine", room: ROOM, root: null, n: 3, rewinds: 0 }],
      0,
    );
    expect(found.rooms.get(ROOM)?.card.mine).toMatchObject({ read_n: 3, unread: 1 });
  });

  test("of a kind that only a newer server knows change nothing", () => {
    const before = state(hallWith(1), 2);
    const { state: found } = afterFrames(before, [{ t: "weather" } as never], 0);
    expect(found.rooms).toBe(before.rooms);
  });
});
