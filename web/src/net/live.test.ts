// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { ServerFrame } from "../model/entries";
import type { Hello, LinkEvents } from "./links";
import * as links from "./links";
import { Live, type LiveOwner, type Phase } from "./live";
import { pauseMs } from "./pause";

interface Opened {
  readonly transport: string;
  readonly hello: Hello;
  readonly events: LinkEvents;
  readonly sent: unknown[];
  isClosed: boolean;
}

let opened: Opened[] = [];
let live: Live | null = null;

beforeEach(() => {
  vi.useFakeTimers();
  sessionStorage.clear();
  opened = [];
  vi.spyOn(links, "openLink").mockImplementation((transport, hello, events) => {
    const link: Opened = { transport, hello, events, sent: [], isClosed: false };
    opened.push(link);
    return {
      send: (frame) => link.sent.push(frame),
      close: () => {
        link.isClosed = true;
      },
    };
  });
});

afterEach(() => {
  live?.stop();
  vi.useRealTimers();
});

const WELCOME: ServerFrame = { t: "welcome", connection: "c", heartbeat_s: 20, server: "1", rules: 0 };
const CURRENT: ServerFrame = { t: "current" };

interface TestOwner extends LiveOwner {
  phases: Phase[];
  seq: number;
}

function owner(change: Partial<LiveOwner> = {}): TestOwner {
  const made: TestOwner = {
    phases: [] as Phase[],
    seq: 5,
    vector: () => ({ "room:a": made.seq }),
    look: () => "a",
    frames: () => undefined,
    moved: (phase) => {
      made.phases.push(phase);
    },
    signedOut: vi.fn(),
    probe: () => Promise.resolve("unreachable"),
    ...change,
  };
  return made;
}

function begin(by: LiveOwner): Opened {
  live = new Live(by);
  live.start();
  return last();
}

const last = (): Opened => opened.at(-1) as Opened;

describe("the live connection", () => {
  test("continues from the vector as it stands each time", () => {
    const by = owner();
    begin(by).events.frames([WELCOME, CURRENT]);
    expect(by.phases).toEqual(["connecting", "live"]);
    by.seq = 9;
    last().events.closed();
    vi.advanceTimersByTime(1_000);
    expect(opened).toHaveLength(2);
    expect(last().hello).toEqual({ vector: { "room:a": 9 }, look: "a" });
  });

  test("tells of a room that was opened while the line was, and only then", () => {
    let room: string | null = null;
    const link = begin(owner({ look: () => room }));
    expect(link.hello.look).toBeNull();
    room = "b";
    live?.look(room);
    expect(link.sent).toEqual([]);
    link.events.frames([WELCOME, CURRENT]);
    expect(link.sent).toEqual([{ t: "look", room: "b" }]);
    link.events.closed();
    vi.advanceTimersByTime(1_000);
    last().events.frames([WELCOME, CURRENT]);
    expect(last().hello.look).toBe("b");
    expect(last().sent).toEqual([]);
  });

  test("tells that the person is here, at most every half minute, and not of a page nobody sees", () => {
    const focus = vi.spyOn(document, "hasFocus").mockReturnValue(false);
    begin(owner());
    dispatchEvent(new Event("keydown"));
    last().events.frames([WELCOME, CURRENT]);
    expect(last().sent).toEqual([]);
    focus.mockReturnValue(true);
    for (const input of ["keydown", "pointerdown", "wheel"]) dispatchEvent(new Event(input));
    expect(last().sent).toEqual([{ t: "active" }]);
    vi.advanceTimersByTime(15_000);
    dispatchEvent(new Event("wheel"));
    expect(last().sent).toHaveLength(1);
    vi.advanceTimersByTime(15_000);
    const sight = vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
    const before = last().sent.length;
    dispatchEvent(new Event("wheel"));
    expect(last().sent).toHaveLength(before);
    sight.mockReturnValue("visible");
    dispatchEvent(new Event("pointerdown"));
    expect(last().sent.at(-1)).toEqual({ t: "active" });
    live?.stop();
    const ended = last().sent.length;
    vi.advanceTimersByTime(60_000);
    dispatchEvent(new Event("keydown"));
    expect(last().sent).toHaveLength(ended);
  });

  test("comes back at the slot the server gave, not before", () => {
    begin(owner()).events.frames([WELCOME, CURRENT, { t: "bye", code: "restarting", after_ms: 3_000 }]);
    live?.serverIsBack();
    vi.advanceTimersByTime(2_900);
    expect(opened).toHaveLength(1);
    vi.advanceTimersByTime(200);
    expect(opened).toHaveLength(2);
  });

  test("notices a line that has died in silence", () => {
    begin(owner()).events.frames([WELCOME, CURRENT]);
    vi.advanceTimersByTime(20_000);
    expect(last().sent).toEqual([{ t: "ping" }]);
    vi.advanceTimersByTime(30_000);
    expect(opened[0]?.isClosed).toBe(true);
    expect(opened.length).toBeGreaterThan(1);
  });

  test("does not wait for its pause when the network is back, or an answer shows the server is", () => {
    const by = owner();
    begin(by);
    for (let i = 0; i < 8; i += 1) {
      last().events.closed();
      vi.advanceTimersByTime(20_000);
    }
    last().events.closed();
    const before = opened.length;
    dispatchEvent(new Event("online"));
    expect(opened).toHaveLength(before + 1);
    last().events.closed();
    live?.serverIsBack();
    vi.advanceTimersByTime(500);
    expect(opened).toHaveLength(before + 2);
  });

  test("takes another way when the server answers but the socket does not open", async () => {
    begin(owner({ probe: () => Promise.resolve("answers") }));
    const tried: string[] = [];
    for (let i = 0; i < 6; i += 1) {
      tried.push(last().transport);
      last().events.closed();
      await vi.advanceTimersByTimeAsync(4_000);
    }
    expect(tried).toEqual(["websocket", "websocket", "events", "events", "poll", "poll"]);
  });

  test("ends when the session has ended, said by a frame or by the probe", async () => {
    const told = owner();
    begin(told).events.frames([WELCOME, { t: "bye", code: "signed_out", after_ms: 0 }]);
    expect(told.signedOut).toHaveBeenCalledOnce();
    const found = owner({ probe: () => Promise.resolve("signed_out") });
    begin(found).events.closed();
    await vi.advanceTimersByTimeAsync(10);
    expect(found.signedOut).toHaveBeenCalledOnce();
    const before = opened.length;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(opened).toHaveLength(before);
  });

  test("lets go of a link as soon as the owner found a gap in it", () => {
    const by = owner({
      frames: (frames) => {
        if (frames.length === 3) live?.resume();
      },
    });
    begin(by).events.frames([WELCOME, { t: "pong" }, CURRENT]);
    expect(opened).toHaveLength(2);
    expect(opened[0]?.isClosed).toBe(true);
    expect(by.phases).not.toContain("live");
  });
});

test("pauses grow, have an end, and differ between clients cut off together", () => {
  const longest = Array.from({ length: 12 }, (_, i) => pauseMs(i, () => 1));
  expect(longest).toEqual([...longest].sort((a, b) => a - b));
  expect(longest.at(-1)).toBe(15_000);
  expect(pauseMs(4, () => 0)).toBeLessThan(pauseMs(4, () => 1));
});
