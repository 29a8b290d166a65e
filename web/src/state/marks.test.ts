// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { roomOf } from "../model/room";
import { Hall, ME, ROOM } from "../model/testing/hall";
import { randomFrom } from "../model/testing/random";
import { api } from "../net/api";
import { Problem, Unreachable } from "../net/problem";
import { disk } from "./disk";
import { forgetMarks, openMarks, readUpTo, storeMarks } from "./marks";
import { get, STARTING, set } from "./store";

const hall = new Hall(randomFrom(1));
for (let i = 0; i < 5; i += 1) hall.post("tanaka", null, []);

/** A page of mine, or of somebody else, as the server would begin it. */
function page(member = ME): void {
  const self = { id: ME, department_id: null };
  const me = { person: { id: member } } as never;
  set({
    ...STARTING,
    session: { phase: "signed_in", me },
    rooms: new Map([[ROOM, roomOf(hall.card(hall.head), self)]]),
  });
}

const unread = () => get().rooms.get(ROOM)?.card.mine?.unread;
const marks = () => disk.all("marks", ME);

async function readWithoutALine(): Promise<void> {
  const told = vi.spyOn(api, "read").mockRejectedValue(new Unreachable());
  page();
  readUpTo(ROOM, 4, true);
  await vi.waitFor(async () =>
    expect(await marks()).toMatchObject([{ room: ROOM, root: null, n: 4, rewinds: 0 }]),
  );
  told.mockRestore();
  forgetMarks(); // the app is closed
}

beforeEach(() => page());
afterEach(async () => {
  forgetMarks();
  await disk.erase();
});

describe("what I read without a line", () => {
  test("is shown as read by the next page, told once, and then forgotten here", async () => {
    await readWithoutALine();
    const told = vi.spyOn(api, "read").mockResolvedValue(undefined);
    page();
    expect(unread()).toBe(5);
    await openMarks(ME);
    expect(unread()).toBe(1);
    await vi.waitFor(async () => expect(await marks()).toEqual([]));
    expect(told.mock.calls).toEqual([[ROOM, 4, 0]]);
  });

  test("is nobody else's to tell", async () => {
    await readWithoutALine();
    const told = vi.spyOn(api, "read").mockResolvedValue(undefined);
    page("tanaka");
    await openMarks("tanaka");
    expect(told).not.toHaveBeenCalled();
    expect(await marks()).toHaveLength(1);
  });

  test("stays unread where it was marked so elsewhere since", async () => {
    await readWithoutALine();
    const told = vi.spyOn(api, "read").mockResolvedValue(undefined);
    page();
    const room = get().rooms.get(ROOM);
    if (!room?.card.mine) throw new Error("there is a room");
    const card = { ...room.card, mine: { ...room.card.mine, rewinds: 1 } };
    set({ rooms: new Map([[ROOM, { ...room, card }]]) });
    await openMarks(ME);
    expect(unread()).toBe(5);
    await vi.waitFor(() => expect(told.mock.calls).toEqual([[ROOM, 4, 0]])); // the server knows what it is worth
  });

  test("goes when the server refuses it", async () => {
    await readWithoutALine();
    vi.spyOn(api, "read").mockRejectedValue(new Problem(404, "room.not_found", ""));
    page();
    await openMarks(ME);
    await vi.waitFor(async () => expect(await marks()).toEqual([]));
  });

  test("is on the disk when the page is hidden before it was told", async () => {
    vi.spyOn(api, "read").mockReturnValue(new Promise(() => undefined)); // no answer ever comes
    page();
    readUpTo(ROOM, 3);
    await storeMarks();
    expect(await marks()).toMatchObject([{ n: 3 }]);
  });

  test("is not written for who has signed out meanwhile", async () => {
    let refuse: (error: Error) => void = () => undefined;
    const told = vi.spyOn(api, "read").mockReturnValue(
      new Promise((_, reject) => {
        refuse = reject;
      }),
    );
    page();
    readUpTo(ROOM, 3);
    await vi.waitFor(() => expect(told).toHaveBeenCalled());
    set({ ...STARTING, session: { phase: "signed_out", ended: false } });
    forgetMarks();
    refuse(new Unreachable());
    await Promise.resolve();
    await Promise.resolve();
    expect(await marks()).toEqual([]);
  });
});
