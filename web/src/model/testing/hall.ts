/**
 * A small server for tests: it writes entries and answers with pages, cards and threads as of any moment, by the
 * rules of the real one (`kairan/talk`), computed in the plainest way. What the client folds must equal it.
 */
import type { RoomEntries, RoomEntry } from "../entries";
import { happeningOf } from "../happenings";
import { callsTo } from "../message";
import type { Happening, Id, Mention, Message, MessagesPage, MyRoom, RoomCard, ThreadPage } from "../types";
import { applyConfirmation, type Hold, ME, PEOPLE } from "./confirmations";
import { pick, type Random } from "./random";

export { ME, PEOPLE } from "./confirmations";

export const ROOM: Id = "shelter";
const EMOJI = ["👍", "🙏", "✅"];

const EMPTY: Hold = {
  messages: [],
  marks: new Map(),
  threadMarks: new Map(),
  asked: new Map(),
  confirmed: new Set(),
};

export class Hall {
  readonly entries: RoomEntry[] = [];
  private readonly random: Random;
  private readonly states: Hold[] = [];
  private next = 1;

  constructor(random: Random) {
    this.random = random;
    this.write("room.created", "takahashi", {
      name: "避難所運営チーム",
      room_kind: "group",
      purpose: "",
      open: false,
      history: "all",
      room_class: 2,
    });
  }

  get head(): number {
    return this.entries.length;
  }

  /** Something happens. */
  act(): RoomEntry {
    const live = this.stateAt(this.head).messages.filter((message) => message.removed_at === null);
    const message = live.length > 0 ? pick(this.random, live) : null;
    const by = pick(this.random, PEOPLE);
    const die = this.random();
    if (message === null || die < 0.45) return this.post(by, null);
    if (die < 0.65) return this.post(by, message.root_id ?? message.id);
    if (die < 0.75) return this.edit(message);
    if (die < 0.78) return this.write("message.removed", message.author_id, { id: message.id, redacts: [] });
    if (die < 0.9) return this.confirmation(message, by);
    return this.react(message, by);
  }

  /** Ask, confirm, end, or leave before one has confirmed: whichever fits. */
  private confirmation(message: Message, by: Id): RoomEntry {
    const { id, seq, author_id, root_id } = message;
    const state = this.stateAt(this.head);
    const asked = state.asked.get(id);
    if (asked === undefined) {
      if (root_id !== null) return this.react(message, by);
      const member_ids =
        this.random() < 0.5 ? null : PEOPLE.filter((each) => each !== author_id && each !== by);
      const people = member_ids?.length ?? PEOPLE.length - 1;
      return this.write("confirmation.asked", author_id, { id, seq, member_ids, due_at: null, people });
    }
    const isOver = message.confirmation?.ended_at !== null;
    if (isOver || !asked.has(by)) return this.react(message, by);
    if (this.random() < 0.15) return this.write("confirmation.ended", author_id, { id });
    return this.write("message.confirmed", by, { id, edited_at: message.edited_at });
  }

  post(by: Id, root: Id | null, mentions: readonly Mention[] = this.mentions()): RoomEntry {
    const peers = this.stateAt(this.head).messages.filter((message) => message.root_id === root);
    const key = this.next++;
    return this.write("message.posted", by, {
      id: `m${key}`,
      n: peers.length + 1,
      root_id: root,
      text: `第${key}報`,
      files: [],
      mentions,
      client_key: `key-${key}`,
    });
  }

  private edit(message: Message): RoomEntry {
    const body = { id: message.id, text: `${message.text}（訂正）`, mentions: this.mentions() };
    return this.write("message.edited", message.author_id, body);
  }

  private react(message: Message, by: Id): RoomEntry {
    const emoji = pick(this.random, EMOJI);
    const has = message.reactions.some((each) => each.emoji === emoji && each.member_ids.includes(by));
    return this.write(has ? "reaction.removed" : "reaction.added", by, { id: message.id, emoji });
  }

  private mentions(): readonly Mention[] {
    if (this.random() > 0.25) return [];
    const id = pick(this.random, PEOPLE);
    return this.random() < 0.3
      ? [{ kind: "all", id: null, start: 0, length: 1 }]
      : [{ kind: "person", id, start: 0, length: 1 }];
  }

  private write<K extends keyof RoomEntries>(k: K, by: Id, b: RoomEntries[K]): RoomEntry {
    const q = this.entries.length + 1;
    const entry = { t: "entry", s: `room:${ROOM}`, q, k, at: q * 60_000, by, b } as unknown as RoomEntry;
    this.entries.push(entry);
    return entry;
  }

  // --- what the server answers, as of a position ---------------------------------------------------------

  page(seq: number, from: { before?: number; after?: number; n?: number } = {}, limit = 5): MessagesPage {
    const all = this.timeline(seq);
    const part = partOf(all, from, limit);
    const first = part[0];
    const last = part.at(-1);
    return {
      messages: part,
      people: [],
      has_before: first !== undefined && all[0] !== first,
      has_after: last !== undefined && all.at(-1) !== last,
      seq,
      happenings: this.happenings(seq, all, part),
      confirmed: part.map(({ id }) => id).filter((id) => this.stateAt(seq).confirmed.has(id)),
    };
  }

  private happenings(seq: number, all: readonly Message[], part: readonly Message[]): readonly Happening[] {
    const [first] = part;
    const last = part.at(-1);
    const before = first === undefined ? undefined : all[all.indexOf(first) - 1];
    const end = last === undefined || last === all.at(-1) ? seq : last.seq;
    return this.entries
      .filter(({ q }) => q > (before?.seq ?? 0) && q <= end)
      .flatMap((entry) => happeningOf(entry) ?? []);
  }

  thread(seq: number, root: Id, before?: number, limit = 5): ThreadPage | null {
    const { messages, threadMarks } = this.stateAt(seq);
    const found = messages.find((message) => message.id === root);
    if (found === undefined) return null;
    const replies = messages.filter(
      (each) => each.root_id === root && (before === undefined || each.n < before),
    );
    const mark = threadMarks.get(`${root} ${ME}`);
    return {
      root: found,
      messages: replies.slice(-limit),
      people: [],
      read_n: mark ?? found.replies?.count ?? 0,
      following: mark !== undefined,
      rewinds: 0,
      has_before: replies.length > limit,
      seq,
      marks: [],
      confirmed: this.stateAt(seq).confirmed.has(root),
    };
  }

  card(seq: number, readN = 0): RoomCard {
    const { messages } = this.stateAt(seq);
    const timeline = messages.filter((message) => message.root_id === null);
    const last = timeline.at(-1);
    return {
      id: ROOM,
      kind: "group",
      name: "避難所運営チーム",
      purpose: "",
      open: false,
      history: "all",
      room_class: 2,
      archived_at: null,
      stamps: true,
      reactions: true,
      writers: "all",
      icon: null,
      hue: null,
      created_at: 0,
      member_count: PEOPLE.length,
      guest_count: 1,
      organizations: [],
      seq,
      message_n: timeline.length,
      last: last
        ? {
            id: last.id,
            author_id: last.author_id,
            at: last.at,
            text: last.text.slice(0, 120),
            files: 0,
            removed: last.removed_at !== null,
          }
        : null,
      people: [],
      mine: this.mine(seq, readN),
      department_id: null,
      department_below: false,
      alliance_id: null,
      style: "talk",
    };
  }

  /** Counted anew from everything, never kept: what arithmetic must agree with. */
  mine(seq: number, readN: number): MyRoom {
    const { messages, marks, threadMarks, asked } = this.stateAt(seq);
    const timeline = messages.filter((message) => message.root_id === null);
    const read_n = Math.max(readN, marks.get(ME) ?? 0);
    const unread = timeline.filter((message) => message.n > read_n);
    const threads = timeline
      .toSorted((a, b) => (b.replies?.last_at ?? 0) - (a.replies?.last_at ?? 0))
      .map(({ id, replies }) => {
        const mark = threadMarks.get(`${id} ${ME}`);
        return { root_id: id, unread: mark === undefined ? 0 : Math.max(0, (replies?.count ?? 0) - mark) };
      })
      .filter(({ unread: some }) => some > 0);
    return {
      role: "member",
      read_n,
      from_n: 0,
      sees_from: 1,
      unread: unread.length,
      mentions: unread.filter((each) => each.author_id !== ME && calls(each.mentions)).length,
      thread_unread: threads.reduce((sum, thread) => sum + thread.unread, 0),
      threads,
      rewinds: 0,
      fresh: false,
      confirmations: timeline
        .filter(({ id, confirmation }) => confirmation?.ended_at === null && asked.get(id)?.has(ME))
        .map(({ id }) => id),
      favourite: false,
      notify: "all",
      section: null,
      hide_quiet: false,
    };
  }

  timeline(seq: number): readonly Message[] {
    return this.stateAt(seq).messages.filter((message) => message.root_id === null);
  }

  replies(seq: number, root: Id): readonly Message[] {
    return this.stateAt(seq).messages.filter((message) => message.root_id === root);
  }

  private stateAt(seq: number): Hold {
    const known = this.states[seq];
    if (known) return known;
    const before = seq === 0 ? EMPTY : this.stateAt(seq - 1);
    const hold: Hold = {
      messages: [...before.messages],
      marks: new Map(before.marks),
      threadMarks: new Map(before.threadMarks),
      asked: new Map(before.asked),
      confirmed: before.confirmed,
    };
    const entry = this.entries[seq - 1];
    if (entry) apply(hold, entry);
    this.states[seq] = hold;
    return hold;
  }
}

function calls(mentions: readonly Mention[]): boolean {
  return callsTo(mentions, { id: ME, department_id: null });
}

function partOf(
  all: readonly Message[],
  { before, after, n }: { before?: number; after?: number; n?: number },
  limit: number,
): readonly Message[] {
  if (before !== undefined) return all.filter((message) => message.seq < before).slice(-limit);
  if (after !== undefined) return all.filter((message) => message.seq > after).slice(0, limit);
  if (n === undefined) return all.slice(-limit);
  const at = Math.max(0, all.findIndex((message) => message.n >= n) - Math.floor(limit / 2));
  return all.slice(at, at + limit);
}

function apply(hold: Hold, entry: RoomEntry): void {
  const replace = (id: Id, change: (message: Message) => Message) => {
    hold.messages = hold.messages.map((message) => (message.id === id ? change(message) : message));
  };
  switch (entry.k) {
    case "message.posted":
      applyPost(hold, entry);
      return;
    case "message.edited":
      replace(entry.b.id, (m) => ({
        ...m,
        text: entry.b.text,
        mentions: entry.b.mentions,
        edited_at: entry.at,
        confirmation: m.confirmation && { ...m.confirmation, earlier: m.confirmation.confirmed },
      }));
      return;
    case "message.removed":
      replace(entry.b.id, (m) => ({
        ...m,
        text: "",
        files: [],
        mentions: [],
        removed_at: entry.at,
        removed_by: entry.by,
        confirmation: null,
        stamp: null,
        pinned_at: null,
        question: null,
      }));
      return;
    case "confirmation.asked":
    case "message.confirmed":
    case "confirmation.ended":
      applyConfirmation(hold, entry, replace);
      return;
    case "reaction.added":
    case "reaction.removed":
      replace(entry.b.id, (m) =>
        withReaction(m, entry.b.emoji, entry.by ?? "", entry.k === "reaction.added"),
      );
      return;
    default:
      return;
  }
}

function applyPost(hold: Hold, entry: Extract<RoomEntry, { k: "message.posted" }>): void {
  const { b, at } = entry;
  const by = entry.by ?? "";
  hold.messages.push({
    ...b,
    room_id: ROOM,
    seq: entry.q,
    author_id: by,
    at,
    edited_at: null,
    removed_at: null,
    removed_by: null,
    reactions: [],
    replies: null,
    confirmation: null,
    stamp: null,
    pinned_at: null,
    question: null,
  });
  if (b.root_id === null) {
    hold.marks.set(by, b.n);
    return;
  }
  const root = hold.messages.find((message) => message.id === b.root_id);
  if (root === undefined) return;
  const repliers = root.replies?.member_ids ?? [];
  const member_ids = repliers.includes(by) || repliers.length >= 3 ? repliers : [...repliers, by];
  hold.messages[hold.messages.indexOf(root)] = { ...root, replies: { count: b.n, last_at: at, member_ids } };
  const called = b.mentions.flatMap((mention) =>
    mention.kind === "person" && mention.id ? [mention.id] : [],
  );
  for (const member of [root.author_id, ...called]) {
    const key = `${root.id} ${member}`;
    if (!hold.threadMarks.has(key)) hold.threadMarks.set(key, b.n - 1);
  }
  hold.threadMarks.set(`${root.id} ${by}`, b.n);
}

function withReaction(message: Message, emoji: string, by: Id, isAdded: boolean): Message {
  const pairs = message.reactions.flatMap((each) => each.member_ids.map((id) => [each.emoji, id] as const));
  const left = pairs.filter(([sign, id]) => sign !== emoji || id !== by);
  const next = isAdded ? (left.length < pairs.length ? pairs : [...pairs, [emoji, by] as const]) : left;
  const signs = [...new Set(next.map(([sign]) => sign))];
  return {
    ...message,
    reactions: signs.map((sign) => ({
      emoji: sign,
      member_ids: next.filter(([each]) => each === sign).map(([, id]) => id),
    })),
  };
}
