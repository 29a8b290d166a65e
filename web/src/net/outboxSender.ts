/**
 * Carries the outbox to the server: in order within a room, each message exactly once.
 *
 * The disk is the truth, shared by all tabs. Whoever holds the lock sends; a message leaves the disk only after
 * the server has answered for it, and a repetition carries the same client key, so a reload or a crash at any
 * moment makes neither a gap nor a double.
 */
import { due, type OutboxItem } from "../model/outbox";
import type { Id, Message } from "../model/types";
import type { BrowserStorage } from "./browserStorage";
import { pauseMs } from "./live";
import { isSignedOut, Problem } from "./problem";

/** What tabs tell each other, and each its own screen. */
export type Notice =
  | { readonly t: "queued"; readonly item: OutboxItem }
  | { readonly t: "moved"; readonly key: string; readonly change: Partial<OutboxItem> }
  | { readonly t: "gone"; readonly key: string };

export interface OutboxSenderOwner {
  send(item: OutboxItem): Promise<Message>;
  notice(notice: Notice): void;
  /** The sentence for what did not succeed. */
  sentenceFor(error: unknown): string;
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
  private retry = 0;
  /** The server named a time: nothing is sent before it. */
  private pausedUntil = 0;

  constructor(member: Id, disk: BrowserStorage, owner: OutboxSenderOwner) {
    this.id = member;
    this.disk = disk;
    this.owner = owner;
    this.channel =
      typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(`kairan.outbox.${member}`);
    if (this.channel) this.channel.onmessage = ({ data }) => owner.notice(data as Notice);
  }

  stop(): void {
    this.isRunning = false;
    clearTimeout(this.retry);
    this.channel?.close();
  }

  /** On the disk first: what the person has sent survives whatever happens next. */
  async post(item: OutboxItem): Promise<void> {
    await this.disk.put("outbox", item);
    this.tell({ t: "queued", item });
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

  /** Send what is due, now: something was added, or the connection is back. */
  readonly drain = (): void => {
    this.isWanted = true;
    if (this.isDraining || !this.isRunning) return;
    this.isDraining = true;
    void this.drainAll();
  };

  private async drainAll(): Promise<void> {
    clearTimeout(this.retry);
    try {
      while (this.isWanted && this.isRunning) {
        this.isWanted = false;
        if (this.pausedUntil > Date.now()) {
          this.tryAt(this.pausedUntil);
          return;
        }
        await alone(`kairan.outbox.${this.id}`, () => this.round());
      }
    } finally {
      this.isDraining = false;
    }
  }

  private async round(): Promise<void> {
    let isGoing = true;
    while (isGoing && this.isRunning) {
      const items = due([...(await this.disk.all("outbox", this.id))].sort(byOrder));
      if (items.length === 0) return;
      const results = await Promise.all(items.map((item) => this.carry(item)));
      isGoing = results.every(Boolean);
    }
    if (!isGoing) this.tryLater();
  }

  /** True when the item is settled, one way or the other. */
  private async carry(item: OutboxItem): Promise<boolean> {
    this.tell({ t: "moved", key: item.key, change: { state: "sending" } });
    try {
      const message = await this.owner.send(item);
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
      await this.disk.put("outbox", { ...item, ...failed });
      this.tell({ t: "moved", key: item.key, change: failed });
      return true;
    }
  }

  private heedPause(error: unknown): void {
    if (!(error instanceof Problem) || error.retryAfterMs === null) return;
    this.pausedUntil = Math.max(this.pausedUntil, Date.now() + Math.min(error.retryAfterMs, LONGEST_MS));
  }

  private tryLater(): void {
    // A little later than the server said, and not all at once: many were told the same.
    const own = Date.now() + pauseMs(this.failures + 1);
    this.tryAt(this.pausedUntil > Date.now() ? Math.max(own, this.pausedUntil + Math.random() * 500) : own);
    this.failures += 1;
  }

  private tryAt(at: number): void {
    clearTimeout(this.retry);
    this.retry = window.setTimeout(this.drain, at - Date.now());
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

/** No answer, a busy server, an ended session: the message itself is not at fault. */
function isPassing(error: unknown): boolean {
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
