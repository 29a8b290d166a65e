/**
 * A room as this client knows it: a fold over its stream, with pages of history laid in.
 *
 * `after` is the only way an entry changes a room: live, after reconnecting and in tests. A page is a reading of
 * the state at another position of the stream than the room's; `withPage` brings the two together, whichever is
 * ahead, so that nothing is missing and nothing counted twice.
 */
import {
  type CardState,
  cardAfter,
  cardAfterReading,
  cardAfterRewinding,
  NO_DOUBT,
  rewindsOf,
  type Self,
} from "./card";
import type { RoomEntry } from "./entries";
import { type Happenings, happeningOf, NOTHING_HAPPENED, withHappenings } from "./happenings";
import { changed, find, type History, holed, NOTHING_LOADED, type Span, trimmed, withSpan } from "./history";
import { edited, reacted, removed } from "./message";
import { NO_MARKS, withMark, withMarks } from "./reading";
import { type Talk, type Thread, talkAfter, withChange, withThread } from "./talk";
import type { Id, Mark, Mention, Message, MessagesPage, RoomCard, ThreadPage } from "./types";

export interface Room extends CardState, Talk {
  readonly id: Id;
  /** The last entry we have; what the resume vector says. */
  readonly seq: number;
  /** The position at which the card was fetched: it contains the entries up to there. */
  readonly cardSeq: number;
  /** The latest entries, to bring a page up to date that was read before them. */
  readonly log: readonly RoomEntry[];
  /** The stream was broken: what is loaded shows until it is fetched anew. */
  readonly isBroken: boolean;
  /** What happened between the messages that are loaded. */
  readonly happenings: Happenings;
  /** Of the messages that are loaded: those I have confirmed. */
  readonly confirmed: ReadonlySet<Id>;
  /** The last entry that said who phones whom. */
  readonly phonedSeq: number;
  /** I marked something as unread: it is not read by itself until I leave the room and come back. */
  readonly isHeld: boolean;
}

const LOG_LENGTH = 200;
const NONE_CONFIRMED: ReadonlySet<Id> = new Set();
const NONE_AHEAD: ReadonlyMap<Id, number> = new Map();

export function roomOf(card: RoomCard, self: Self, seq: number = card.seq): Room {
  return {
    id: card.id,
    self,
    seq,
    card,
    cardSeq: card.seq,
    doubt: NO_DOUBT,
    history: NOTHING_LOADED,
    threads: new Map(),
    marks: null,
    log: [],
    ahead: NONE_AHEAD,
    isBroken: false,
    happenings: NOTHING_HAPPENED,
    confirmed: NONE_CONFIRMED,
    phonedSeq: 0,
    isHeld: false,
  };
}

export function after(room: Room, entry: RoomEntry): Room | "gap" {
  if (entry.q <= room.seq) return room; // a replay after reconnecting
  if (entry.q > room.seq + 1) return "gap";
  return { ...room, seq: entry.q, log: logged(room.log, entry), ...change(room, entry) };
}

function change(room: Room, entry: RoomEntry): Partial<Room> {
  const onCard = entry.q > room.cardSeq ? cardAfter(room, entry) : {};
  const { history, threads, marks } = talkAfter(room, room.id, entry, (id) => entry.q <= aheadOf(room, id));
  return {
    ...onCard,
    history,
    threads: ownThread({ ...room, threads }, entry),
    marks,
    ahead: stillAhead(room, entry),
    happenings: happened(room.happenings, entry),
    isHeld: room.isHeld && !isOwnPost(room, entry),
    ...ownAct(room, entry),
  };
}

/** What only I have done, or only the list to phone tells. */
function ownAct(room: Room, entry: RoomEntry): Partial<Room> {
  if (entry.k.startsWith("phone.")) return { phonedSeq: entry.q };
  const isMine = entry.k === "message.confirmed" && entry.by === room.self.id;
  return isMine ? { confirmed: withConfirmed(room.confirmed, [entry.b.id]) } : {};
}

function withConfirmed(known: ReadonlySet<Id>, more: readonly Id[]): ReadonlySet<Id> {
  return more.every((id) => known.has(id)) ? known : new Set([...known, ...more]);
}

/** Whoever writes has read what stands above. */
function isOwnPost({ self }: Room, entry: RoomEntry): boolean {
  return entry.k === "message.posted" && entry.by === self.id && entry.b.root_id === null;
}

function happened(happenings: Happenings, entry: RoomEntry): Happenings {
  const fresh = happeningOf(entry);
  return fresh === null ? happenings : withHappenings(happenings, [fresh]);
}

/** My own reply moves my mark in its thread; being answered or called lets me follow it from there. */
function ownThread(room: Room, entry: RoomEntry): ReadonlyMap<Id, Thread> {
  if (entry.k !== "message.posted" || entry.b.root_id === null) return room.threads;
  const { root_id, n, mentions } = entry.b;
  const thread = room.threads.get(root_id);
  if (thread === undefined) return room.threads;
  const { id } = room.self;
  if (entry.by === id) {
    const read_n = Math.max(thread.read_n, n);
    const marks = withMark(thread.marks, id, n);
    return withThread(room, root_id, { ...thread, read_n, marks, following: true, isHeld: false }).threads;
  }
  const isCalled = thread.root.author_id === id || mentions.some((mention) => mention.id === id);
  if (thread.following || !isCalled) return room.threads;
  return withThread(room, root_id, { ...thread, read_n: n - 1, following: true }).threads;
}

function logged(log: readonly RoomEntry[], entry: RoomEntry): readonly RoomEntry[] {
  // Cut now and then, not on each entry: a burst should not copy the log each time.
  return log.length >= 2 * LOG_LENGTH ? [...log.slice(-LOG_LENGTH), entry] : [...log, entry];
}

function aheadOf(room: Room, id: Id): number {
  return room.ahead.get(id) ?? 0;
}

function stillAhead(room: Room, entry: RoomEntry): ReadonlyMap<Id, number> {
  if (room.ahead.size === 0) return room.ahead;
  const left = [...room.ahead].filter(([, seq]) => seq > entry.q);
  if (left.length === room.ahead.size) return room.ahead;
  return left.length === 0 ? NONE_AHEAD : new Map(left);
}

// --- readings of the state, laid into the fold ----------------------------------------------------------

/** "stale": the page was read before entries that we no longer hold; ask again. */
export function withPage(room: Room, page: MessagesPage): Room | "stale" {
  const missed = entriesAfter(room, page.seq);
  if (missed === "stale") return "stale";
  const span: Span = { messages: page.messages, hasBefore: page.has_before, hasAfter: page.has_after };
  const { history: fresh } = caughtUp({ history: [span], threads: new Map(), marks: null }, room, missed);
  const known = room.isBroken ? NOTHING_LOADED : room.history;
  const history = fresh.map((each) => newest(room, each, page.seq)).reduce(withSpan, known);
  const threads = withFreshRoots(room.threads, history, page.messages);
  return {
    ...room,
    history,
    threads,
    isBroken: false,
    ahead: withAhead(room, page.messages, page.seq),
    happenings: withHappenings(room.happenings, page.happenings),
    confirmed: withConfirmed(room.confirmed, page.confirmed),
  };
}

export function withThreadPage(room: Room, page: ThreadPage): Room | "stale" {
  const missed = entriesAfter(room, page.seq);
  if (missed === "stale") return "stale";
  const id = page.root.id;
  const { thread: fresh, root } = freshThread(room, page, missed);
  const known = room.threads.get(id);
  const thread: Thread = {
    root,
    span: known === undefined || known.isStale ? fresh : laidInto(known.span, fresh),
    read_n: readInThread(page, known),
    marks: withMarks(new Map(), page.marks),
    following: page.following || (known?.following ?? false),
    rewinds: Math.max(page.rewinds, known?.rewinds ?? 0),
    isHeld: known?.isHeld ?? false,
    isStale: false,
  };
  let threads: ReadonlyMap<Id, Thread> = new Map(room.threads).set(id, thread);
  for (const entry of missed) threads = ownThread({ ...room, threads }, entry);
  return {
    ...room,
    threads,
    history: changed(room.history, id, () => root),
    ahead: withAhead(room, [page.root, ...page.messages], page.seq),
    confirmed: withConfirmed(room.confirmed, page.confirmed ? [id] : []),
  };
}

/** Who does not follow a thread has no mark in it; the number then says nothing. */
function readInThread(page: ThreadPage, known: Thread | undefined): number {
  if (!known?.following || page.rewinds > known.rewinds) return page.read_n;
  if (page.rewinds < known.rewinds) return known.read_n;
  return page.following ? Math.max(page.read_n, known.read_n) : known.read_n;
}

function freshThread(
  room: Room,
  page: ThreadPage,
  missed: readonly RoomEntry[],
): { thread: Span; root: Message } {
  const span: Span = { messages: page.messages, hasBefore: page.has_before, hasAfter: false };
  const read: Thread = {
    root: page.root,
    span,
    read_n: 0,
    following: false,
    rewinds: 0,
    isHeld: false,
    isStale: false,
    marks: NO_MARKS,
  };
  const talk: Talk = { history: NOTHING_LOADED, threads: new Map([[page.root.id, read]]), marks: null };
  const { span: thread, root } = caughtUp(talk, room, missed).threads.get(page.root.id) ?? read;
  return { thread: newest(room, thread, page.seq), root: newestOf(room, root, page.seq) };
}

/** An answer that was read earlier, with the entries since. */
function caughtUp(talk: Talk, room: Room, missed: readonly RoomEntry[]): Talk {
  return missed.reduce((before, entry) => talkAfter(before, room.id, entry, () => false), talk);
}

/** Earlier replies before what is loaded, newer ones after; the newest win when there is a hole between. */
function laidInto(known: Span, fresh: Span): Span {
  return withSpan([known], fresh).at(-1) ?? fresh;
}

/** A message that an answer as of a later moment has brought already stays as that answer said. */
function newestOf(room: Room, message: Message, seq: number): Message {
  return aheadOf(room, message.id) > seq ? (messageIn(room, message.id) ?? message) : message;
}

function newest(room: Room, span: Span, seq: number): Span {
  if (room.ahead.size === 0) return span;
  return { ...span, messages: span.messages.map((message) => newestOf(room, message, seq)) };
}

/** A root stands in the timeline and in its thread; both must be as far. */
function withFreshRoots(
  threads: ReadonlyMap<Id, Thread>,
  history: History,
  fetched: readonly Message[],
): ReadonlyMap<Id, Thread> {
  const roots = fetched.filter(({ id }) => threads.has(id));
  if (roots.length === 0) return threads;
  const next = new Map(threads);
  for (const { id } of roots) {
    const thread = next.get(id);
    const root = find(history, id);
    if (thread && root) next.set(id, { ...thread, root });
  }
  return next;
}

/** A card fetched anew: "stale" when we are further and no longer hold what lies between. */
export function withCard(room: Room, card: RoomCard): Room | "stale" {
  const missed = entriesAfter(room, card.seq);
  if (missed === "stale") return "stale";
  // What is loaded is as of now; what it was before the missed entries, it does not tell.
  const bare = { history: NOTHING_LOADED, threads: new Map(), ahead: NONE_AHEAD };
  let state: CardState = { ...bare, self: room.self, card, doubt: NO_DOUBT };
  for (const entry of missed) state = { ...state, ...cardAfter(state, entry) };
  return {
    ...room,
    cardSeq: card.seq,
    card: state.card,
    doubt: state.doubt,
    isHeld: room.isHeld || rewindsOf(card) > rewindsOf(room.card),
    ...ownPosition({ ...state, history: room.history }, room.card),
  };
}

/** What I have read here, or marked as unread, is not undone by a card that was read before it was told. */
function ownPosition(state: CardState, known: RoomCard): ReturnType<typeof cardAfterReading> {
  const n = known.mine?.read_n ?? 0;
  const rewinds = rewindsOf(known);
  if (rewindsOf(state.card) > rewinds) return {};
  return rewindsOf(state.card) < rewinds ? cardAfterRewinding(state, n, rewinds) : cardAfterReading(state, n);
}

function entriesAfter(room: Room, seq: number): readonly RoomEntry[] | "stale" {
  if (seq >= room.seq) return [];
  const missed = room.log.filter((entry) => entry.q > seq);
  return missed.length === room.seq - seq ? missed : "stale";
}

function withAhead(room: Room, messages: readonly Message[], seq: number): ReadonlyMap<Id, number> {
  if (seq <= room.seq) return room.ahead;
  const ahead = new Map(room.ahead);
  for (const { id } of messages) ahead.set(id, Math.max(seq, ahead.get(id) ?? 0));
  return ahead;
}

/** The server cannot continue the stream from where we are; `seq` is where it stands. */
export function broken(room: Room, seq: number): Room {
  const stale = [...room.threads].map(([root, thread]) => [root, { ...thread, isStale: true }] as const);
  return {
    ...room,
    seq,
    log: [],
    ahead: NONE_AHEAD,
    history: holed(room.history),
    threads: new Map(stale),
    doubt: { people: true, counts: true },
    isBroken: room.history.length > 0,
  };
}

// --- what the person does, before the stream says it ----------------------------------------------------

export function withMovedThreadMarks(room: Room, root: Id, marks: readonly Mark[]): Room {
  const thread = room.threads.get(root);
  if (thread === undefined) return room;
  // A frame does not tell from where somebody counts in this thread: that stays.
  const known = marks.map(([member, n]) => [member, n, thread.marks.get(member)?.from_n ?? 0] as const);
  const moved = withMarks(thread.marks, known);
  return moved === thread.marks ? room : { ...room, ...withThread(room, root, { ...thread, marks: moved }) };
}

export function reactedBy(room: Room, message: Id, emoji: string, by: Id, isAdded: boolean): Room {
  return { ...room, ...pickTalk(withChange(room, message, (m) => reacted(m, emoji, by, isAdded))) };
}

export function editedAs(
  room: Room,
  message: Id,
  text: string,
  mentions: readonly Mention[],
  at: number,
): Room {
  return { ...room, ...pickTalk(withChange(room, message, (m) => edited(m, text, mentions, at))) };
}

export function removedBy(room: Room, message: Id, by: Id, at: number): Room {
  return { ...room, ...pickTalk(withChange(room, message, (m) => removed(m, by, at))) };
}

function pickTalk({ history, threads, marks }: Talk): Talk {
  return { history, threads, marks };
}

/** The server has taken my confirmation; the numbers come with the entry. */
export function confirmedByMe(room: Room, message: Id): Room {
  return { ...room, confirmed: withConfirmed(room.confirmed, [message]) };
}

// --- read positions --------------------------------------------------------------------------------------

/** All positions, as fetched: whoever is missing has left. */
export function withAllMarks(room: Room, marks: readonly Mark[]): Room {
  const present = new Set(marks.map(([member]) => member));
  const known = [...(room.marks ?? NO_MARKS)].filter(([member]) => present.has(member));
  return { ...room, marks: withMarks(new Map(known), marks) };
}

export function withMovedMarks(room: Room, marks: readonly Mark[]): Room {
  if (room.marks === null) return room;
  const moved = withMarks(room.marks, marks);
  return moved === room.marks ? room : { ...room, marks: moved };
}

// --- memory ----------------------------------------------------------------------------------------------

/** For a room that is off screen: the newest messages stay, so that it opens from memory. */
export function rested(room: Room, keep: number): Room {
  const history = trimmed(room.history, keep);
  return { ...room, history, threads: new Map(), marks: null };
}

/** A loaded message, in the timeline or in a thread. */
export function messageIn(room: Room, id: Id): Message | null {
  const inTimeline = find(room.history, id);
  if (inTimeline) return inTimeline;
  for (const { root, span } of room.threads.values()) {
    if (root.id === id) return root;
    const reply = span.messages.find((message) => message.id === id);
    if (reply) return reply;
  }
  return null;
}

export type { History };
