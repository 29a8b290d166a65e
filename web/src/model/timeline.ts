/** The rows of a conversation on screen: messages with days between them, and the line above the unread. */
import { type HappeningLine, linesOf } from "./happenings";
import type { Outbox, OutboxItem } from "./outbox";
import type { Happening, Id, Message } from "./types";

export type Row =
  | { readonly kind: "start"; readonly key: string }
  | { readonly kind: "day"; readonly key: string; readonly at: number }
  | { readonly kind: "unread"; readonly key: string }
  | { readonly kind: "happening"; readonly key: string; readonly line: HappeningLine }
  | {
      readonly kind: "message";
      readonly key: string;
      readonly message: Message;
      /** Follows closely on the same author: no name, no picture. */
      readonly isGrouped: boolean;
    }
  | {
      readonly kind: "outgoing";
      readonly key: string;
      readonly item: OutboxItem;
      readonly isGrouped: boolean;
    };

export interface TimelineSource {
  readonly messages: readonly Message[];
  /** Nothing comes before the first message. */
  readonly startsHere: boolean;
  readonly outgoing: Outbox;
  /** The line stands after this ordinal; null: no line. */
  readonly unreadAfter: number | null;
  readonly me: Id;
  /** Days begin where the office is. */
  readonly dayOf: (at: number) => string;
  /** What happened between and after these messages; nothing from before the first of them. */
  readonly happenings?: readonly Happening[];
}

const GROUPED_WITHIN_MS = 5 * 60_000;

export function rowsOf(source: TimelineSource): readonly Row[] {
  const rows: Row[] = source.startsHere ? [{ kind: "start", key: "start" }] : [];
  const writer = new Writer(rows, source.dayOf);
  let unreadAfter = source.unreadAfter;
  const happenings = source.happenings ?? [];
  let told = 0;
  const tellUntil = (seq: number) => {
    const from = told;
    while (told < happenings.length && (happenings[told]?.seq ?? 0) < seq) told += 1;
    for (const line of linesOf(happenings.slice(from, told))) writer.happening(line);
  };
  for (const message of source.messages) {
    tellUntil(message.seq);
    writer.day(message.at);
    // My own messages need no line above them, wherever I wrote them.
    if (unreadAfter !== null && message.n > unreadAfter && message.author_id !== source.me) {
      writer.line(`unread-${unreadAfter}`);
      unreadAfter = null;
    }
    writer.message(message);
  }
  tellUntil(Number.POSITIVE_INFINITY);
  for (const item of source.outgoing) {
    writer.day(item.at);
    writer.outgoing(item, source.me);
  }
  return rows;
}

/** My message keeps its key from the outbox to the stream, so the row on screen stays the same one. */
export function keyOf(message: Pick<Message, "id" | "client_key">): string {
  return message.client_key ?? message.id;
}

/** Remembers what stands above, to know what may be grouped under it and when a day begins. */
class Writer {
  private readonly rows: Row[];
  private readonly dayOf: (at: number) => string;
  private lastDay = "";
  private above: { readonly author: Id; readonly at: number } | null = null;

  constructor(rows: Row[], dayOf: (at: number) => string) {
    this.rows = rows;
    this.dayOf = dayOf;
  }

  /** Days only go forward, so that a device with a wrong clock does not write a day twice. */
  day(at: number): void {
    const day = this.dayOf(at);
    if (day <= this.lastDay) return;
    this.lastDay = day;
    this.above = null;
    this.rows.push({ kind: "day", key: `day-${day}`, at });
  }

  line(key: string): void {
    this.above = null;
    this.rows.push({ kind: "unread", key });
  }

  happening(line: HappeningLine): void {
    this.day(line.at);
    this.above = null;
    this.rows.push({ kind: "happening", key: line.key, line });
  }

  message(message: Message): void {
    const isRemoved = message.removed_at !== null;
    const isGrouped = !isRemoved && this.follows(message.author_id, message.at);
    this.rows.push({ kind: "message", key: keyOf(message), message, isGrouped });
    this.above = isRemoved ? null : { author: message.author_id, at: message.at };
  }

  outgoing(item: OutboxItem, me: Id): void {
    this.rows.push({ kind: "outgoing", key: item.key, item, isGrouped: this.follows(me, item.at) });
    this.above = { author: me, at: item.at };
  }

  private follows(author: Id, at: number): boolean {
    return this.above !== null && this.above.author === author && at - this.above.at < GROUPED_WITHIN_MS;
  }
}

/** Where a message stands among the rows; -1 when it is not there. */
export function rowIndexOf(rows: readonly Row[], id: Id): number {
  return rows.findIndex((row) => row.kind === "message" && row.message.id === id);
}
