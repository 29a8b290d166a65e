// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { roomPath, routeOf, searchPath } from "./route";

function at(address: string) {
  const url = new URL(address, "http://localhost");
  return routeOf(url.pathname, url.search);
}

describe("an address", () => {
  it("names a room, a message in it, and what stands beside it", () => {
    expect(at(roomPath("01abc"))).toEqual({ page: "room", roomId: "01abc", messageId: null, side: null });
    expect(at(roomPath("01abc", { messageId: "m1" }))).toMatchObject({ page: "room", messageId: "m1" });
    expect(at(roomPath("01abc", { side: { kind: "thread", of: "m1" } }))).toMatchObject({
      side: { kind: "thread", of: "m1" },
    });
    expect(at(roomPath("01abc", { messageId: "m2", side: { kind: "members" } }))).toMatchObject({
      messageId: "m2",
      side: { kind: "members" },
    });
  });

  it("survives what people paste", () => {
    expect(at("/rooms/01abc/")).toMatchObject({ page: "room", roomId: "01abc" });
    expect(at("/rooms/%E0%A4%A")).toMatchObject({ page: "room" });
    expect(at("/rooms/01abc?side=thread")).toMatchObject({ side: null });
    expect(at("/rooms/01abc?side=nothing&of=1")).toMatchObject({ side: null });
    expect(at("/wp-admin")).toEqual({ page: "unknown" });
  });

  it("keeps a search", () => {
    const query = {
      q: "避難所 & 開設",
      room: "r1",
      author: null,
      from: "2026-11-01",
      to: null,
      files: true,
      me: false,
    };
    expect(at(searchPath(query))).toEqual({ page: "search", query });
    expect(searchPath({})).toBe("/search");
  });

  it("tells the open rooms from a room", () => {
    expect(at("/rooms/open")).toEqual({ page: "open-rooms" });
    expect(at("/")).toEqual({ page: "rooms" });
    expect(at("/rooms")).toEqual({ page: "rooms" });
  });
});
