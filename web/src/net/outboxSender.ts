/**
 * Carries the outbox to the server: in order within a room, each message exactly once.
 *
 * The disk is the truth, shared by all tabs and the service worker. Whoever holds the lock sends; a message leaves the
 * disk only after the server has answered for it, and a repetition carries the same client key, so a reload or a crash
 * at any moment makes neither a gap nor a double.
 */
import { due, type OutboxItem, type PendingFile, withUploaded } from "../model/outbox";
import type { FileCard, Id, Message } from "../model/types";
import type { BrowserStorage, Stored } from "./browserStorage";
import { FULL } from "./database";
import { pauseMs } from "./pause";
import { isSignedOut, Problem } from "./problem";

/** What tabs tell each other, and each its own screen. */
export type Notice =
  | { readonly t: "queued"; readonly item: OutboxItem }
  | { readonly t: "moved"; readonly key: string; readonly change: Partial<OutboxItem> }
  | { readonly t: "gone"; readonly key: string };

export interface OutboxSenderOwner {
  send(item: OutboxItem): Promise<Message>;
  /** Brings a file of the message to the server; rejects with `Problem` where it never will be. */
  upload?(file: PendingFile): Promise<FileCard>;
  notice(notice: Notice): void;
  /** The sentence for what did not succeed. */
  sentenceFor(error: unknown): string;
  /** Something waits for the connection. */
  waits?(): void;
}

/** However long a server asks for. */
const LONGEST_MS = 5 * 60_000;

export class OutboxSender {
  private readonly id: Id;
  private readonly disk: BrowserStorage;
  private readonly owner: OutboxSenderOwner;
  private readonly channel: BroadcastChannel | null;
  private isRunning = true;
  private isDraining = false;
  private isWanted = false;
  private failures = 0;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private wake: () => void = () => undefined;
  /** The server named a time: nothing is sent before it. */
  private pausedUntil = 0;

  constructor(member: Id, disk: BrowserStorage, owner: OutboxSenderOwner) {
    this.id = member;
    this.disk = disk;
    this.owner = owner;
    this.channel =
      typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(`kairan.outbox.${member}`);
    if (this.channel) this.channel.onmessage = ({ data }) => this.heard(data as Notice);
  }

  stop(): void {
    this.isRunning = false;
    clearTimeout(this.retry);
    this.wake();
    this.channel?.close();
  }

  /** On the disk first: what the person has sent survives whatever happens next. */
  async post(item: OutboxItem): Promise<void> {
    const stored = await this.disk.put("outbox", item);
    this.tell({ t: "queued", item: withStored(item, stored) });
    this.drain();
  }

  async again(item: OutboxItem): Promise<void> {
    await this.disk.put("outbox", { ...item, state: "queued", refusal: null });
    this.tell({ t: "moved", key: item.key, change: { state: "queued", refusal: null } });
    this.drain();
  }

  async discard(key: string): Promise<void> {
    await this.disk.remove("outbox", key);
    this.tell({ t: "gone", key });
  }

  /** Takes back what waits. False: it has left already. Nothing is sent meanwhile. */
  async withdraw(key: string): Promise<boolean> {
    let isHere = false;
    await alone(this.lock, async () => {
      isHere = (await this.disk.get("outbox", key)) !== null;
      if (isHere) await this.discard(key);
    });
    return isHere;
  }

  /** Send what is due, now: something was added, or the connection is back. */
  readonly drain = (): void => {
    this.isWanted = true;
    this.wake();
    if (this.isDraining || !this.isRunning) return;
    this.isDraining = true;
    void this.drainAll();
  };

  /** Once through all that is due; false where something still waits. For whoever has no time to wait. */
  async once(): Promise<boolean> {
    let isDone = true;
    await alone(this.lock, async () => {
      isDone = await this.round();
    });
    return isDone;
  }

  private get lock(): string {
    return `kairan.outbox.${this.id}`;
  }

  private heard(notice: Notice): void {
    this.owner.notice(notice);
    // Another tab's: whoever holds the lock sends it, and that may be this one.
    if (notice.t === "queued") this.drain();
  }

  private async drainAll(): Promise<void> {
    clearTimeout(this.retry);
    try {
      while (this.isWanted && this.isRunning) {
        this.isWanted = false;
        if (this.pausedUntil > Date.now()) {
          this.tryAt(this.pausedUntil);
          return;
        }
        await alone(this.lock, async () => {
          if (!(await this.round()) && this.isRunning) this.tryLater();
        });
      }
    } finally {
      this.isDraining = false;
    }
  }

  /** Each room by itself: a photo on its way holds up nobody else's words. False: something must wait. */
  private async round(): Promise<boolean> {
    const carried = new Map<Id, Promise<void>>();
    let isGoing = true;
    while (this.isRunning) {
      this.isWanted = false;
      const woken = new Promise<void>((resolve) => {
        this.wake = resolve;
      });
      const items = isGoing ? due([...(await this.disk.all("outbox", this.id))].sort(byOrder)) : [];
      for (const item of items.filter(({ room }) => !carried.has(room))) {
        const one = this.carry(item).then((isSettled) => {
          isGoing &&= isSettled;
          carried.delete(item.room);
        });
        carried.set(item.room, one);
      }
      if (carried.size === 0) return isGoing;
      await Promise.race([...carried.values(), woken]);
    }
    return isGoing;
  }

  /** True when the item is settled, one way or the other. */
  private async carry(item: OutboxItem): Promise<boolean> {
    this.tell({ t: "moved", key: item.key, change: { state: "sending" } });
    let latest = item;
    try {
      latest = await this.withFiles(item);
      const message = await this.owner.send(latest);
      await this.disk.remove("outbox", item.key);
      this.failures = 0;
      this.tell({ t: "moved", key: item.key, change: { state: "sent", refusal: null, message } });
      return true;
    } catch (error) {
      if (isPassing(error)) {
        this.heedPause(error);
        this.tell({ t: "moved", key: item.key, change: { state: "queued", refusal: whyLater(error) } });
        return false;
      }
      const failed = { state: "failed", refusal: this.owner.sentenceFor(error) } as const;
      const known = (await this.disk.get("outbox", item.key)) ?? latest;
      await this.disk.put("outbox", { ...known, ...failed });
      this.tell({ t: "moved", key: item.key, change: failed });
      return true;
    }
  }

  /** Each file that has arrived is noted before the next one leaves. */
  private async withFiles(item: OutboxItem): Promise<OutboxItem> {
    let latest = item;
    const pending = [...(item.uploads ?? [])].sort((a, b) => a.slot - b.slot);
    for (const file of pending) {
      if (this.owner.upload === undefined) throw new Error("nobody carries files here");
      latest = withUploaded(latest, file.key, await this.owner.upload(file));
      await this.disk.put("outbox", latest);
      await this.disk.remove("files", file.key);
      const { files, uploads } = latest;
      this.tell({ t: "moved", key: item.key, change: { files, ...(uploads ? { uploads } : {}) } });
    }
    return latest;
  }

  private heedPause(error: unknown): void {
    if (!(error instanceof Problem) || error.retryAfterMs === null) return;
    this.pausedUntil = Math.max(this.pausedUntil, Date.now() + Math.min(error.retryAfterMs, LONGEST_MS));
  }

  private tryLater(): void {
    this.owner.waits?.();
    // A little later than the server said, and not all at once: many were told the same.
    const own = Date.now() + pauseMs(this.failures + 1);
    this.tryAt(this.pausedUntil > Date.now() ? Math.max(own, this.pausedUntil + Math.random() * 500) : own);
    this.failures += 1;
  }

  private tryAt(at: number): void {
    clearTimeout(this.retry);
    this.retry = setTimeout(this.drain, at - Date.now());
  }

  private tell(notice: Notice): void {
    this.owner.notice(notice);
    try {
      this.channel?.postMessage(notice);
    } catch {
      // Closed while a request was under way: the other tabs read the disk.
    }
  }
}

function withStored(item: OutboxItem, stored: Stored): OutboxItem {
  return stored === FULL ? { ...item, isUnstored: true } : item;
}

/** No answer, a busy server, an ended session: the message itself is not at fault. */
export function isPassing(error: unknown): boolean {
  return !(error instanceof Problem) || error.isPassing || isSignedOut(error);
}

/** What the person is told while it waits: only what the server said of itself. */
function whyLater(error: unknown): string | null {
  return error instanceof Problem && error.retryAfterMs !== null && error.message !== ""
    ? error.message
    : null;
}

function byOrder(a: OutboxItem, b: OutboxItem): number {
  return a.order - b.order;
}

/** One tab at a time. Without locks (no secure context) client keys alone keep messages from doubling. */
async function alone(name: string, act: () => Promise<void>): Promise<void> {
  const locks: LockManager | null | undefined = navigator.locks;
  if (locks) await locks.request(name, act);
  else await act();
}
