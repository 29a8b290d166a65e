import { describe, expect, it } from "vitest";
import type { RoomCard } from "../model/types";
import { groupsOf, isUnread, nextUnread, nextWaiting } from "./groups";

type Given = Partial<Omit<RoomCard, "mine">> & { mine?: Partial<NonNullable<RoomCard["mine"]>> };

function room(id: string, given: Given = {}): RoomCard {
  const { mine, ...rest } = given;
  return {
    id,
    kind: "group",
    name: id,
    purpose: "",
    open: false,
    history: "all",
    archived_at: null,
    created_at: 0,
    member_count: 3,
    guest_count: 0,
    organizations: [],
    alliance_id: null,
    style: "talk",
    seq: 1,
    message_n: 10,
    last: null,
    people: [],
    department_id: null,
    department_below: false,
    room_class: 2,
    stamps: true,
    reactions: true,
    writers: "all",
    icon: null,
    hue: null,
    ...rest,
    mine: {
      role: "member",
      read_n: 10,
      from_n: 0,
      sees_from: 1,
      unread: 0,
      mentions: 0,
      thread_unread: 0,
      threads: [],
      fresh: false,
      confirmations: [],
      rewinds: 0,
      favourite: false,
      notify: "all",
      section: null,
      hide_quiet: false,
      ...mine,
    },
  };
}

const NOBODY = new Set<string>();
const inGroup = (rooms: RoomCard[], key: string, held: ReadonlySet<string> = NOBODY) =>
  groupsOf(rooms, held)
    .find((group) => group.key === key)
    ?.rooms.map(({ id }) => id);

describe("the groups of the room list", () => {
  it("put every room at one place, whatever is unread", () => {
    const rooms = [
      room("福祉課"),
      room("避難所運営チーム", { mine: { favourite: true, unread: 3 } }),
      room("県内17市町", { organizations: ["朝凪市"] }),
      room("介護事業所連絡会", { guest_count: 4 }),
      room("佐藤", { kind: "direct", name: null }),
      room("令和7年度 選挙", { archived_at: 5 }),
    ];
    const homes = groupsOf(rooms, NOBODY).filter(({ key }) => key !== "unread");
    expect(homes.flatMap((group) => group.rooms)).toHaveLength(rooms.length);
    expect(inGroup(rooms, "favourites")).toEqual(["避難所運営チーム"]);
    expect(inGroup(rooms, "groups")).toEqual(["福祉課"]);
    expect(inGroup(rooms, "outside")).toEqual(["県内17市町", "介護事業所連絡会"]);
    expect(inGroup(rooms, "direct")).toEqual(["佐藤"]);
    expect(inGroup(rooms, "archived")).toEqual(["令和7年度 選挙"]);
    expect(inGroup(rooms, "unread")).toEqual(["避難所運営チーム"]);
  });

  it("keep the room on screen among the unread until one leaves it", () => {
    const read = [room("a"), room("b")];
    expect(inGroup(read, "unread")).toBeUndefined();
    expect(inGroup(read, "unread", new Set(["a"]))).toEqual(["a"]);
  });

  it("put what has a heading of one's own under it, by name, and fold away what is quiet", () => {
    const rooms = [
      room("税務", { mine: { section: "当番" } }),
      room("窓口", { mine: { section: "いつも" } }),
      room("静か", { mine: { section: "当番", hide_quiet: true } }),
      room("鳴った", { mine: { section: "当番", hide_quiet: true, unread: 1 } }),
    ];
    const keys = groupsOf(rooms, NOBODY).map(({ key }) => key);
    expect(keys).toEqual(["unread", "section:いつも", "section:当番", "quiet"]);
    expect(inGroup(rooms, "section:当番")).toEqual(["税務", "鳴った"]);
    expect(inGroup(rooms, "quiet")).toEqual(["静か"]);
    expect(inGroup(rooms, "section:当番", new Set(["静か"]))).toEqual(["税務", "静か", "鳴った"]);
  });

  it("do not show empty groups", () => {
    expect(groupsOf([], NOBODY)).toEqual([]);
  });
});

describe("an unread room", () => {
  it("is not one I asked to hear nothing of, unless it calls me", () => {
    expect(isUnread(room("a", { mine: { unread: 5, notify: "none" } }))).toBe(false);
    expect(isUnread(room("a", { mine: { unread: 5, mentions: 1, notify: "none" } }))).toBe(true);
  });

  it("may be unread only in a thread I follow", () => {
    expect(isUnread(room("a", { mine: { thread_unread: 1 } }))).toBe(true);
  });

  it("is not an archived one, nor one I am not in", () => {
    expect(isUnread(room("a", { archived_at: 1, mine: { unread: 5 } }))).toBe(false);
    expect(isUnread({ ...room("a"), mine: null })).toBe(false);
  });
});

describe("the next unread room", () => {
  const unread = { mine: { unread: 1 } };
  const rooms = [room("a", unread), room("b"), room("c", unread), room("d", unread)];

  it("comes in the order of the list, and round at its end", () => {
    expect(nextUnread(rooms, "a", 1)?.id).toBe("c");
    expect(nextUnread(rooms, "d", 1)?.id).toBe("a");
    expect(nextUnread(rooms, "a", -1)?.id).toBe("d");
  });

  it("is the first or the last when no room is on screen", () => {
    expect(nextUnread(rooms, null, 1)?.id).toBe("a");
    expect(nextUnread(rooms, null, -1)?.id).toBe("d");
  });

  it("is none when only the present one is unread", () => {
    expect(nextUnread([room("a", unread), room("b")], "a", 1)).toBeNull();
    expect(nextUnread([], null, 1)).toBeNull();
  });
});

describe("where the keys lead next", () => {
  const inThread = { mine: { thread_unread: 2, threads: [{ root_id: "root", unread: 2 }] } };

  it("opens the thread of a room that has nothing else unread, also of the present one", () => {
    const rooms = [room("a"), room("b", inThread)];
    expect(nextWaiting(rooms, { room: "a", thread: null }, 1)).toMatchObject({
      room: { id: "b" },
      thread: "root",
    });
    expect(nextWaiting(rooms, { room: "b", thread: null }, 1)).toMatchObject({
      room: { id: "b" },
      thread: "root",
    });
    expect(nextWaiting(rooms, { room: "b", thread: "root" }, 1)).toBeNull();
  });

  it("counts a room one was brought into as unread, until one has looked", () => {
    expect(isUnread(room("a", { mine: { fresh: true } }))).toBe(true);
  });
});
