/**
 * What is loaded of a conversation: ranges without holes. The ordinal `n` counts 1, 2, 3 …, so two ranges that
 * touch are one, and a hole can be neither overlooked nor invented.
 */
import type { Id, Message } from "./types";

export interface Span {
  /** Ascending by `n`, without holes. */
  readonly messages: readonly Message[];
  /** There is more before the first and after the last. */
  readonly hasBefore: boolean;
  readonly hasAfter: boolean;
}

/** Disjoint, ascending, none touching another. An empty room that was loaded is one empty span. */
export type History = readonly Span[];

export const NOTHING_LOADED: History = [];

export function withSpan(history: History, fresh: Span): History {
  if (fresh.messages.length === 0) return history.length > 0 ? history : [fresh];
  let joined = fresh;
  const apart: Span[] = [];
  for (const span of history) {
    if (touch(span, joined)) joined = join(span, joined);
    else if (span.messages.length > 0) apart.push(span);
  }
  return [...apart, joined].sort((a, b) => firstN(a) - firstN(b)).map(withNeighbours);
}

/** Between two ranges there is something, also when a page was read before it was written. */
function withNeighbours(span: Span, at: number, spans: readonly Span[]): Span {
  const hasBefore = span.hasBefore || at > 0;
  const hasAfter = span.hasAfter || at < spans.length - 1;
  return hasBefore === span.hasBefore && hasAfter === span.hasAfter ? span : { ...span, hasBefore, hasAfter };
}

function touch(a: Span, b: Span): boolean {
  if (a.messages.length === 0 || b.messages.length === 0) return false;
  return firstN(a) <= lastN(b) + 1 && firstN(b) <= lastN(a) + 1;
}

function join(old: Span, fresh: Span): Span {
  const from = firstN(fresh);
  const to = lastN(fresh);
  return {
    messages: [
      ...old.messages.filter((message) => message.n < from),
      ...fresh.messages,
      ...old.messages.filter((message) => message.n > to),
    ],
    hasBefore: firstN(old) < from ? old.hasBefore : fresh.hasBefore,
    hasAfter: lastN(old) > to ? old.hasAfter : fresh.hasAfter,
  };
}

/** A new message of this conversation; what is already there stays as it is. */
export function appended(history: History, message: Message): History {
  const tail = history.at(-1);
  if (tail === undefined || tail.hasAfter) return history;
  const next = appendedToSpan(tail, message);
  return next === tail ? history : [...history.slice(0, -1), next];
}

export function appendedToSpan(span: Span, message: Message): Span {
  const last = span.messages.at(-1);
  if (last === undefined || message.n === last.n + 1) {
    return { ...span, messages: [...span.messages, message] };
  }
  // Never a hole: what lies between is fetched before this one shows.
  return message.n <= last.n ? span : { ...span, hasAfter: true };
}

/** Change one message wherever it is loaded; the same value back when it is not, or nothing changed. */
export function changed(history: History, id: Id, change: (message: Message) => Message): History {
  for (const [at, span] of history.entries()) {
    const next = changedInSpan(span, id, change);
    if (next !== span) return withAt(history, at, next);
  }
  return history;
}

export function changedInSpan(span: Span, id: Id, change: (message: Message) => Message): Span {
  const at = span.messages.findLastIndex((message) => message.id === id);
  const message = span.messages[at];
  if (message === undefined) return span;
  const next = change(message);
  return next === message ? span : { ...span, messages: withAt(span.messages, at, next) };
}

function withAt<T>(values: readonly T[], at: number, value: T): readonly T[] {
  const copy = values.slice();
  copy[at] = value;
  return copy;
}

export function find(history: History, id: Id): Message | null {
  for (const span of history) {
    const message = span.messages.findLast((candidate) => candidate.id === id);
    if (message) return message;
  }
  return null;
}

/** The range that ends with the newest message, if it is loaded. */
export function tailOf(history: History): Span | null {
  const tail = history.at(-1);
  return tail === undefined || tail.hasAfter ? null : tail;
}

export function spanWith(history: History, n: number): Span | null {
  return history.find((span) => span.messages.length > 0 && firstN(span) <= n && n <= lastN(span)) ?? null;
}

/** The loaded messages with an ordinal in (after, to]; null when some of them are not loaded. */
export function between(history: History, after: number, to: number): readonly Message[] | null {
  if (to <= after) return [];
  const span = spanWith(history, to);
  if (span === null || firstN(span) > after + 1) return null;
  return span.messages.filter((message) => message.n > after && message.n <= to);
}

/** After a hole in the stream: keep the tail on screen until it is fetched anew, but let nothing follow it. */
export function holed(history: History): History {
  return history.map((span) => (span.hasAfter ? span : { ...span, hasAfter: true }));
}

/** The newest `keep` messages, for a room that is no longer on screen. */
export function trimmed(history: History, keep: number): History {
  const tail = tailOf(history);
  if (tail === null) return NOTHING_LOADED;
  if (history.length === 1 && tail.messages.length <= keep) return history;
  const messages = tail.messages.slice(-keep);
  return [{ messages, hasBefore: tail.hasBefore || messages.length < tail.messages.length, hasAfter: false }];
}

function firstN(span: Span): number {
  return span.messages[0]?.n ?? 0;
}

function lastN(span: Span): number {
  return span.messages.at(-1)?.n ?? 0;
}
