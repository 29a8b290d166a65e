/**
 * Where in a room the timeline stands, and how it gets there: from memory when it is there, otherwise after one
 * request. A goal is carried out once, when its row is among the rows.
 */
import { useCallback, useEffect, useRef, useState } from "react";
import { text } from "../i18n";
import { type Span, spanWith, tailOf } from "../model/history";
import { messageIn, type Room } from "../model/room";
import type { Id, Message } from "../model/types";
import { toast } from "../parts/toasts";
import { navigate, roomPath } from "../shell/route";
import { actions, api } from "../state";
import type { Seen } from "./useReading";

export type Goal =
  | { readonly at: "end" }
  | { readonly at: "unread" }
  | { readonly at: "n"; readonly n: number; readonly align: "start" | "center" };

interface Place {
  /** The ordinal that the shown range contains; null: the range that ends with the newest message. */
  readonly anchor: number | null;
  readonly goal: Goal | null;
  /** One was led to this message. */
  readonly spot: Id | null;
}

export interface TalkPlace extends Place {
  readonly span: Span | null;
  /** Where to stand is not known yet: rows that came early are not shown, they would jump. */
  readonly isOpening: boolean;
  readonly isLoading: boolean;
  readonly hasFailed: boolean;
  /** What is on screen: there one stays when the messages must be fetched anew. */
  stand(seen: Seen | null): void;
  retry(): void;
  reached(): void;
  toNewest(): void;
  toUnread(): void;
  toMessage(message: Message): Promise<void>;
  toDay(day: string): Promise<void>;
}

const NOWHERE: Place = { anchor: null, goal: null, spot: null };
/** So many unread are on the newest page for certain. */
const ON_NEWEST_PAGE = 40;

export function usePlace(room: Room, messageId: Id | null): TalkPlace {
  const [place, setPlace] = useState<Place>(() => fromMemory(room, messageId) ?? NOWHERE);
  const [isLoading, setLoading] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  const [round, setRound] = useState(0);
  const latest = useRef(room);
  useEffect(() => {
    latest.current = room;
  });
  const { id } = room;

  const go = useCallback(async (find: () => Promise<Place | null>) => {
    setLoading(true);
    setFailed(false);
    try {
      const found = await find();
      if (found) setPlace(found);
    } catch {
      // What is in memory is read on without a line.
      if (tailOf(latest.current.history) === null) setFailed(true);
      else setPlace((before) => (before === NOWHERE ? AT_END : before));
    } finally {
      setLoading(false);
    }
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` asks again.
  useEffect(() => {
    void go(() => openingOf(() => latest.current, messageId));
  }, [go, messageId, round]);

  const standing = useRef<Seen | null>(null);
  const { isBroken } = room;
  useEffect(() => {
    if (isBroken) void go(() => repairedPlace(latest.current, standing.current));
  }, [isBroken, go]);

  return {
    ...place,
    span: spanAt(room, place.anchor),
    isOpening: place === NOWHERE && !hasFailed,
    isLoading,
    hasFailed,
    stand: useCallback((seen) => {
      standing.current = seen;
    }, []),
    retry: useCallback(() => setRound((before) => before + 1), []),
    reached: useCallback(() => setPlace((before) => ({ ...before, goal: null })), []),
    toNewest: useCallback(() => {
      void go(async () => {
        await actions.loadNewest(id);
        return { anchor: null, goal: { at: "end" }, spot: null };
      });
    }, [go, id]),
    toUnread: useCallback(() => void go(() => unreadPlace(() => latest.current)), [go]),
    toMessage: useCallback((message) => go(() => messagePlace(latest.current, message)), [go]),
    toDay: useCallback(
      async (day) => {
        const page = await actions.loadPage(id, { on: day });
        const first = page?.messages[0];
        if (!first) return;
        setPlace({ anchor: first.n, goal: { at: "n", n: first.n, align: "start" }, spot: null });
      },
      [id],
    ),
  };
}

function spanAt(room: Room, anchor: number | null): Span | null {
  if (anchor !== null) return spanWith(room.history, anchor);
  // What was the end stays on screen until it is fetched anew.
  return tailOf(room.history) ?? (room.isBroken ? (room.history.at(-1) ?? null) : null);
}

/** After a hole in the stream: the newest for one who was there, or what is around where one was reading. */
async function repairedPlace(room: Room, seen: Seen | null): Promise<Place | null> {
  const seq = seen === null || seen.isAtEnd ? undefined : seqAt(room, seen.first);
  if (seen === null || seq === undefined) {
    await actions.repair(room.id, null);
    return { anchor: null, goal: seen?.isAtEnd ? { at: "end" } : null, spot: null };
  }
  await actions.repair(room.id, seq);
  return { anchor: seen.first, goal: { at: "n", n: seen.first, align: "start" }, spot: null };
}

/** What shows in the first frame, without asking anybody. */
function fromMemory(room: Room, messageId: Id | null): Place | null {
  if (room.isBroken) return null;
  if (messageId !== null) {
    const message = messageIn(room, messageId);
    return message && message.root_id === null && spanWith(room.history, message.n) ? spotted(message) : null;
  }
  return unreadInMemory(room) ?? (unreadCount(room) === 0 && tailOf(room.history) ? AT_END : null);
}

const AT_END: Place = { anchor: null, goal: { at: "end" }, spot: null };

function spotted(message: Message): Place {
  return { anchor: message.n, goal: { at: "n", n: message.n, align: "center" }, spot: message.id };
}

function unreadCount(room: Room): number {
  return room.card.mine?.unread ?? 0;
}

function unreadInMemory(room: Room): Place | null {
  if (unreadCount(room) === 0) return null;
  const first = (room.card.mine?.read_n ?? 0) + 1;
  const span = spanWith(room.history, first);
  if (span === null) return null;
  return { anchor: span.hasAfter ? first : null, goal: { at: "unread" }, spot: null };
}

async function openingOf(room: () => Room, messageId: Id | null): Promise<Place | null> {
  if (messageId === null) {
    if (fromMemory(room(), null)) return null; // shown already
    return unreadPlace(room);
  }
  const known = messageIn(room(), messageId);
  const message = known ?? (await api.message(messageId).catch(() => null));
  if (message === null || message.room_id !== room().id) {
    toast.news(text().talk.messageNotFound);
    return unreadPlace(room);
  }
  if (message.root_id !== null) {
    navigate(
      roomPath(room().id, { messageId: message.root_id, side: { kind: "thread", of: message.root_id } }),
      {
        replace: true,
      },
    );
    return null;
  }
  return messagePlace(room(), message);
}

async function messagePlace(room: Room, message: Message): Promise<Place> {
  if (spanWith(room.history, message.n) === null) await actions.loadPage(room.id, { around: message.seq });
  return spotted(message);
}

async function unreadPlace(room: () => Room): Promise<Place> {
  const { id } = room();
  const unread = unreadCount(room());
  const first = (room().card.mine?.read_n ?? 0) + 1;
  if (unread === 0) {
    await actions.loadNewest(id);
    return AT_END;
  }
  if (spanWith(room().history, first) === null) {
    await actions.loadPage(id, unread <= ON_NEWEST_PAGE ? {} : { n: first });
  }
  return { anchor: unread <= ON_NEWEST_PAGE ? null : first, goal: { at: "unread" }, spot: null };
}

function seqAt(room: Room, n: number): number | undefined {
  for (const span of room.history) {
    const message = span.messages.find((each) => each.n === n);
    if (message) return message.seq;
  }
  return undefined;
}
