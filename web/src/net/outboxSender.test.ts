// @vitest-environment happy-dom
import { afterEach, describe, expect, test, vi } from "vitest";
import type { OutboxItem } from "../model/outbox";
import type { FileCard, Message } from "../model/types";
import { BrowserStorage } from "./browserStorage";
import { type Notice, OutboxSender } from "./outboxSender";
import { Problem, Unreachable } from "./problem";

const open: OutboxSender[] = [];

afterEach(() => {
  for (const sender of open.splice(0)) sender.stop();
  vi.useRealTimers();
});

let order = 0;

function item(key: string, room = "shelter"): OutboxItem {
  order += 1;
  return {
    key,
    owner: "sato",
    room,
    root: null,
    text: key,
    mentions: [],
    files: [],
    at: order,
    order,
    state: "queued",
    refusal: null,
    message: null,
  };
}

/** The server of the tests: one message for each client key, however often it is sent. */
class Counter {
  readonly stored = new Map<string, Message>();
  readonly log: string[] = [];
  isDown = false;
  losesAnswer = false;
  refuses = new Set<string>();
  /** So many requests more, then a pause is asked for. */
  room = Number.POSITIVE_INFINITY;
  pauseMs = 0;
  asked = 0;

  send = async (sent: OutboxItem): Promise<Message> => {
    await Promise.resolve();
    this.asked += 1;
    if (this.asked > this.room) {
      throw new Problem(429, "rate.account", "少しお待ちください。", { retryAfterMs: this.pauseMs });
    }
    if (this.isDown) throw new Unreachable();
    if (this.refuses.has(sent.key)) throw new Problem(422, "message.too_long", "長すぎます。");
    if (!this.stored.has(sent.key)) {
      this.log.push(sent.key);
      this.stored.set(sent.key, { id: `m-${sent.key}`, room_id: sent.room } as Message);
    }
    if (this.losesAnswer) throw new Unreachable();
    return this.stored.get(sent.key) as Message;
  };
}

function sender(disk: BrowserStorage, server: Counter): { sender: OutboxSender; notices: Notice[] } {
  const notices: Notice[] = [];
  const made = new OutboxSender("sato", disk, {
    send: server.send,
    notice: (notice) => notices.push(notice),
    sentenceFor: (error) => (error instanceof Error ? error.message : ""),
  });
  open.push(made);
  return { sender: made, notices };
}

const settled = async (disk: BrowserStorage) => {
  await vi.waitFor(async () => expect(await disk.all("outbox", "sato")).toEqual([]));
};

describe("the outbox", () => {
  test("sends in order within a room", async () => {
    const disk = new BrowserStorage();
    const server = new Counter();
    const { sender: tab } = sender(disk, server);
    await Promise.all(["a", "b", "c", "d"].map((key) => tab.post(item(key))));
    await settled(disk);
    expect(server.log).toEqual(["a", "b", "c", "d"]);
  });

  test("keeps what could not be sent, and sends it when the server is back", async () => {
    const disk = new BrowserStorage();
    const server = new Counter();
    server.isDown = true;
    const { sender: tab, notices } = sender(disk, server);
    await tab.post(item("a"));
    await vi.waitFor(() => expect(notices.at(-1)).toMatchObject({ t: "moved", change: { state: "queued" } }));
    expect(await disk.all("outbox", "sato")).toHaveLength(1);
    server.isDown = false;
    tab.drain();
    await settled(disk);
    expect(server.log).toEqual(["a"]);
  });

  test("makes no second message when the answer was lost on the way", async () => {
    const disk = new BrowserStorage();
    const server = new Counter();
    server.losesAnswer = true;
    const { sender: tab } = sender(disk, server);
    await tab.post(item("a"));
    await vi.waitFor(() => expect(server.log).toEqual(["a"]));
    server.losesAnswer = false;
    tab.drain();
    await settled(disk);
    expect(server.log).toEqual(["a"]);
  });

  test("waits as long as the server says, tells it, and then sends everything once and in order", async () => {
    const disk = new BrowserStorage();
    const server = new Counter();
    server.room = 2;
    server.pauseMs = 400;
    const { sender: tab, notices } = sender(disk, server);
    await Promise.all(["a", "b", "c", "d"].map((key) => tab.post(item(key))));
    await vi.waitFor(() =>
      expect(notices).toContainEqual({
        t: "moved",
        key: "c",
        change: { state: "queued", refusal: "少しお待ちください。" },
      }),
    );
    const asked = server.asked;
    server.room = Number.POSITIVE_INFINITY;
    for (let n = 0; n < 20; n += 1) tab.drain(); // the connection comes back, the person types on
    await new Promise((later) => setTimeout(later, 150));
    expect(server.asked).toBe(asked);
    await vi.waitFor(async () => expect(await disk.all("outbox", "sato")).toEqual([]), { timeout: 5000 });
    expect(server.log).toEqual(["a", "b", "c", "d"]);
  });

  test("goes on after a reload with what the earlier page had left", async () => {
    const disk = new BrowserStorage();
    const server = new Counter();
    server.isDown = true;
    const before = sender(disk, server);
    await before.sender.post(item("a"));
    await before.sender.post(item("b"));
    before.sender.stop();
    server.isDown = false;
    sender(disk, server).sender.drain();
    await settled(disk);
    expect(server.log).toEqual(["a", "b"]);
  });

  test("sends once although two tabs want to", async () => {
    const disk = new BrowserStorage();
    const server = new Counter();
    const tabs = [sender(disk, server), sender(disk, server)];
    await tabs[0]?.sender.post(item("a"));
    for (const { sender: tab } of tabs) tab.drain();
    await settled(disk);
    expect(server.log).toEqual(["a"]);
  });

  test("says why a message was refused, keeps it, and does not hold up the others", async () => {
    const disk = new BrowserStorage();
    const server = new Counter();
    server.refuses.add("a");
    const { sender: tab, notices } = sender(disk, server);
    const refused = item("a");
    await tab.post(refused);
    await tab.post(item("b"));
    await vi.waitFor(() => expect(server.log).toEqual(["b"]));
    const [kept] = await disk.all("outbox", "sato");
    expect(kept).toMatchObject({ key: "a", state: "failed", refusal: "長すぎます。" });
    expect(notices).toContainEqual({
      t: "moved",
      key: "a",
      change: { state: "failed", refusal: "長すぎます。" },
    });
    server.refuses.clear();
    await tab.again(kept ?? refused);
    await settled(disk);
    expect(server.log).toEqual(["b", "a"]);
  });

  test("forgets what the person discards, and everything of one who signs out", async () => {
    const disk = new BrowserStorage();
    const server = new Counter();
    server.isDown = true;
    const { sender: tab } = sender(disk, server);
    await tab.post(item("a"));
    await tab.post(item("b"));
    await tab.discard("a");
    expect((await disk.all("outbox", "sato")).map(({ key }) => key)).toEqual(["b"]);
    expect(await disk.all("outbox", "tanaka")).toEqual([]);
    await disk.forget("sato");
    expect(await disk.all("outbox", "sato")).toEqual([]);
  });

  test("takes back what waits, and says so when it has left", async () => {
    const disk = new BrowserStorage();
    const server = new Counter();
    server.isDown = true;
    const { sender: tab, notices } = sender(disk, server);
    await tab.post(item("a"));
    await vi.waitFor(() => expect(notices.some((one) => one.t === "moved")).toBe(true));
    expect(await tab.withdraw("a")).toBe(true);
    expect(await disk.all("outbox", "sato")).toEqual([]);
    server.isDown = false;
    await tab.post(item("b"));
    await settled(disk);
    expect(await tab.withdraw("b")).toBe(false);
    expect(server.log).toEqual(["b"]);
  });

  test("sends words of other rooms while a photo is on its way, and each file before its message", async () => {
    const disk = new BrowserStorage();
    const server = new Counter();
    let arrive: (file: FileCard) => void = () => undefined;
    const sent: OutboxItem[] = [];
    const tab = new OutboxSender("sato", disk, {
      send: (one) => {
        sent.push(one);
        return server.send(one);
      },
      upload: () =>
        new Promise((resolve) => {
          arrive = resolve;
        }),
      notice: () => undefined,
      sentenceFor: () => "",
    });
    open.push(tab);
    const upload = { key: "f", name: "橋.jpg", size: 1, type: "image/jpeg", slot: 0 };
    await tab.post({ ...item("photo"), uploads: [upload] });
    await tab.post(item("words", "hall"));
    await tab.post(item("more words", "hall"));
    await vi.waitFor(() => expect(server.log).toEqual(["words", "more words"]));
    arrive({ id: "1", name: "橋.jpg" } as FileCard);
    await settled(disk);
    expect(sent.at(-1)).toMatchObject({ key: "photo", files: [{ id: "1" }], uploads: [] });
  });
});
