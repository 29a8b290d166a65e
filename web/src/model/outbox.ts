/**
 * Messages on their way out: queued → sending → sent, or failed for good until the person decides.
 *
 * An item leaves when its message arrives by the stream or in a page, recognised by its client key; so a message
 * is on screen exactly once at any moment, and a retry can never make a second one.
 */
import type { Asking, FileCard, Id, Instant, Mention, Message } from "./types";

export type OutboxState = "queued" | "sending" | "sent" | "failed";

/** A file of a message that is kept on this device until it has left. */
export interface PendingFile {
  readonly key: string;
  readonly name: string;
  readonly size: number;
  readonly type: string;
  /** Where it stands among the files of the message. */
  readonly slot: number;
}

export interface OutboxItem {
  /** The client key: the server answers a repetition with the first message. */
  readonly key: string;
  readonly owner: Id;
  readonly room: Id;
  readonly root: Id | null;
  readonly text: string;
  readonly mentions: readonly Mention[];
  readonly files: readonly FileCard[];
  /** Files that the server does not have yet: they go first, in their order. */
  readonly uploads?: readonly PendingFile[];
  /** What the room was called: also for one that is closed by the time it is told why nothing was sent. */
  readonly roomName?: string;
  /** Missing in items of an earlier version. */
  readonly confirmation?: Asking | null;
  /** It is a stamp; its words are the text until the server has said them. */
  readonly stamp?: string;
  readonly at: Instant;
  /** Ascending in the order of sending, over all tabs of this browser. */
  readonly order: number;
  readonly state: OutboxState;
  /** Why it failed, as the server said it. */
  readonly refusal: string | null;
  /** The device had no room for it: it goes with the page. */
  readonly isUnstored?: boolean;
  /** The server's message, once sent; it shows until the stream brings it. */
  readonly message: Message | null;
}

/** What the server is sent: the same from a page and from the worker. */
export function sentAs(item: OutboxItem) {
  return {
    client_key: item.key,
    text: item.text,
    file_ids: item.files.map((file) => file.id),
    mentions: item.mentions,
    ...(item.root === null ? {} : { root_id: item.root }),
    ...(item.confirmation ? { confirmation: item.confirmation } : {}),
    ...(item.stamp ? { stamp: item.stamp } : {}),
  };
}

export type Outbox = readonly OutboxItem[];

export const EMPTY_OUTBOX: Outbox = [];

export function queued(outbox: Outbox, item: OutboxItem): Outbox {
  return inOrder([...outbox.filter((other) => other.key !== item.key), item]);
}

/** A later state of an item; "sent" is final, whatever a slower tab still says. */
export function moved(outbox: Outbox, key: string, change: Partial<OutboxItem>): Outbox {
  const item = outbox.find((other) => other.key === key);
  if (item === undefined || item.state === "sent") return outbox;
  return outbox.map((other) => (other === item ? { ...other, ...change } : other));
}

export function without(outbox: Outbox, key: string): Outbox {
  return outbox.some((item) => item.key === key) ? outbox.filter((item) => item.key !== key) : outbox;
}

/** What was read from the disk: items of an earlier life, or of another tab. */
export function merged(outbox: Outbox, stored: Outbox): Outbox {
  const known = new Set(outbox.map((item) => item.key));
  const fresh = stored.filter((item) => !known.has(item.key));
  return fresh.length === 0 ? outbox : inOrder([...outbox, ...fresh]);
}

/** Messages that have arrived need no item. */
export function afterArrival(outbox: Outbox, arrived: readonly Pick<Message, "id" | "client_key">[]): Outbox {
  if (outbox.length === 0) return outbox;
  const keys = new Set(arrived.map((message) => message.client_key));
  const ids = new Set(arrived.map((message) => message.id));
  const left = outbox.filter((item) => !keys.has(item.key) && !(item.message && ids.has(item.message.id)));
  return left.length === outbox.length ? outbox : left;
}

/** What stands below the loaded messages of a conversation, in the order of sending. */
export function waiting(
  outbox: Outbox,
  room: Id,
  root: Id | null,
  loaded: readonly Pick<Message, "id" | "client_key">[],
): Outbox {
  const mine = outbox.filter((item) => item.room === room && item.root === root);
  return mine.length === 0 ? EMPTY_OUTBOX : afterArrival(mine, loaded);
}

/** The item after one of its files has arrived. */
export function withUploaded(item: OutboxItem, key: string, file: FileCard): OutboxItem {
  const upload = item.uploads?.find((each) => each.key === key);
  if (upload === undefined) return item;
  const files = [...item.files];
  // In ascending order of their slots: those before it are there already.
  files.splice(upload.slot, 0, file);
  return { ...item, files, uploads: (item.uploads ?? []).filter((each) => each !== upload) };
}

/** Waits for the connection, or was refused: what the person may want to look at. */
export function unsentOf(outbox: Outbox): Outbox {
  return outbox.some((item) => item.state !== "sent")
    ? outbox.filter((item) => item.state !== "sent")
    : EMPTY_OUTBOX;
}

/**
 * The next item of each room, in order. A failed one waits for the person and does not hold up the others; one
 * that is being sent holds up its room.
 */
export function due(outbox: Outbox): Outbox {
  const heads = new Map<Id, OutboxItem>();
  for (const item of outbox) {
    if (item.state === "failed" || item.state === "sent" || heads.has(item.room)) continue;
    heads.set(item.room, item);
  }
  return [...heads.values()].filter((item) => item.state === "queued");
}

function inOrder(items: OutboxItem[]): Outbox {
  return items.sort((a, b) => a.order - b.order || (a.key < b.key ? -1 : 1));
}
