import { useVirtualizer, type Virtualizer } from "@tanstack/react-virtual";
import {
  type KeyboardEvent,
  type RefObject,
  Suspense,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { type Text, useText } from "../i18n";
import { isoDayOf } from "../i18n/time";
import type { Happenings } from "../model/happenings";
import type { Span } from "../model/history";
import { type Outbox, waiting } from "../model/outbox";
import { type ReadBy, readBy } from "../model/reading";
import type { Room } from "../model/room";
import { type Row, rowsOf } from "../model/timeline";
import type { Id, Message } from "../model/types";
import { Button } from "../parts/Button";
import { lazyPart } from "../parts/lazyPart";
import { useOutbox } from "../state";
import { useConversation } from "./conversationContext";
import { estimateOf } from "./estimate";
import { Jumps } from "./Jumps";
import { MessageRow } from "./MessageRow";
import { OutgoingRow } from "./OutgoingRow";
import { DayRow, StartRow, UnreadRow } from "./rows";
import lines from "./rows.module.css";
import { TalkSkeleton } from "./TalkSkeleton";
import styles from "./Timeline.module.css";
import { useLoading } from "./useLoading";
import type { Goal, TalkPlace } from "./usePlace";
import { isHere, type Seen, useReading } from "./useReading";
import { indexOfMessage, lastMessageId, useRowFocus } from "./useRowFocus";

const HappeningRow = lazyPart(() => import("./HappeningRow"));

interface TimelineProps {
  room: Room;
  place: TalkPlace;
  /** Something stands over it: what arrives is not seen. */
  isCovered: boolean;
  onKey: (event: KeyboardEvent, message: Message) => void;
  onLongPress: (message: Message) => void;
}

type List = Virtualizer<HTMLDivElement, HTMLElement>;

/** So near to the end counts as being there: new messages are followed. */
const NEAR_END_PX = 96;

/** The rows around a goal are measured after they are drawn, and the goal moves with them. */
const SETTLING_MS = 300;

/** The room's messages, ten thousand as smooth as ten: only what is on screen is drawn. */
export function Timeline({ room, place, isCovered, onKey, onLongPress }: TimelineProps) {
  const t = useText();
  const conversation = useConversation();
  const scroller = useRef<HTMLDivElement>(null);
  const { span } = place;
  const outgoing = useOutgoing(room, span?.messages, span?.hasAfter ?? true);
  const unreadAfter = useUnreadLine(room, outgoing.length);
  const rows = useRows(room, place, outgoing, unreadAfter, conversation.me);
  const [current, setCurrent] = useState<Id | null>(null);
  const currentRow = useMemo(() => indexOfMessage(rows, current), [rows, current]);
  const list = useList(scroller, rows, !(span?.hasAfter ?? true), currentRow);

  useGoal(list, rows, place);
  useFollowOwn(list, outgoing);
  const loading = useLoading(room, span, list, rows.length, useSettled(place));
  const see = () => (isCovered ? null : seenOf(list, rows, span?.hasAfter ?? true));
  useReading(room, see);
  const { stand } = place;
  useEffect(() => {
    if (!room.isBroken) stand(seenOf(list, rows, span?.hasAfter ?? true));
  });
  const moveFocus = useRowFocus(scroller, list, rows, setCurrent);

  if (span === null || place.isOpening) {
    return place.hasFailed ? <Failed onRetry={place.retry} t={t} /> : <TalkSkeleton />;
  }
  const tabStop = currentRow >= 0 ? current : lastMessageId(rows);
  return (
    <div className={styles.frame}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrows move between the messages inside. */}
      <div className={styles.scroller} onKeyDown={moveFocus} ref={scroller}>
        <div className={styles.bottom}>
          <div
            aria-busy={loading.isBusy}
            aria-label={t.talk.timeline}
            className={styles.feed}
            role={rows.some((row) => row.kind === "message") ? "feed" : "group"} // without messages it is none
            style={{ height: list.getTotalSize() }}
          >
            {list.getVirtualItems().map((item) => {
              const row = rows[item.index];
              if (row === undefined) return null;
              return (
                <div
                  className={styles.slot}
                  data-index={item.index}
                  key={item.key}
                  ref={list.measureElement}
                  style={{ transform: `translateY(${item.start}px)` }}
                >
                  <RowOf
                    isCurrent={row.kind === "message" && row.message.id === tabStop}
                    onKey={onKey}
                    onLongPress={onLongPress}
                    readBy={readByOf(room, rows, item.index)}
                    room={room}
                    row={row}
                    spot={place.spot}
                  />
                </div>
              );
            })}
          </div>
        </div>
      </div>
      <Jumps list={list} loading={loading} place={place} room={room} rows={rows} />
    </div>
  );
}

function Failed({ onRetry, t }: { onRetry: () => void; t: Text }) {
  return (
    <div className={styles.failed} role="alert">
      <p>{t.talk.loadFailed}</p>
      <Button onPress={onRetry}>{t.talk.again}</Button>
    </div>
  );
}

interface RowOfProps {
  row: Row;
  room: Room;
  readBy: ReadBy | null;
  spot: Id | null;
  isCurrent: boolean;
  onKey: TimelineProps["onKey"];
  onLongPress: TimelineProps["onLongPress"];
}

function RowOf({ row, room, readBy: counted, spot, isCurrent, onKey, onLongPress }: RowOfProps) {
  switch (row.kind) {
    case "start":
      return <StartRow room={room.card} />;
    case "day":
      return <DayRow at={row.at} />;
    case "unread":
      return <UnreadRow />;
    case "happening":
      return (
        <Suspense fallback={<p className={lines.happening}>{"\u00a0"}</p>}>
          <HappeningRow line={row.line} />
        </Suspense>
      );
    case "outgoing":
      return <OutgoingRow isGrouped={row.isGrouped} item={row.item} />;
    case "message":
      return (
        <MessageRow
          isCurrent={isCurrent}
          isGrouped={row.isGrouped}
          isSpotted={row.message.id === spot}
          message={row.message}
          onKey={onKey}
          onLongPress={onLongPress}
          readBy={counted}
        />
      );
    default:
      return row satisfies never;
  }
}

// --- what there is to draw -----------------------------------------------------------------------------------

const NO_MESSAGES: readonly Message[] = [];
const NOTHING: Outbox = [];

/** My unsent messages stand below the newest ones, and nowhere else. */
function useOutgoing(room: Room, messages: readonly Message[] = NO_MESSAGES, hasAfter: boolean): Outbox {
  const outbox = useOutbox();
  return useMemo(
    () => (hasAfter ? NOTHING : waiting(outbox, room.id, null, messages)),
    [outbox, room.id, messages, hasAfter],
  );
}

function useRows(
  room: Room,
  { span }: TalkPlace,
  outgoing: Outbox,
  unreadAfter: number | null,
  me: Id,
): readonly Row[] {
  return useMemo(() => {
    if (span === null) return [];
    const first = span.messages[0]?.n ?? 1;
    // Within a range that begins later, the line would stand at a wrong place.
    const hasLine = unreadAfter !== null && (first <= unreadAfter + 1 || !span.hasBefore);
    return rowsOf({
      messages: span.messages,
      startsHere: !span.hasBefore && room.card.history === "all",
      outgoing,
      unreadAfter: hasLine ? unreadAfter : null,
      me,
      dayOf: isoDayOf,
      happenings: happenedIn(room.happenings, span),
    });
  }, [span, outgoing, unreadAfter, me, room.card.history, room.happenings]);
}

/** Of what is known, what belongs to this range: beyond its ends something may be missing. */
function happenedIn(happenings: Happenings, { messages, hasBefore, hasAfter }: Span): Happenings {
  const from = hasBefore ? (messages[0]?.seq ?? 0) : 0;
  const to = hasAfter ? (messages.at(-1)?.seq ?? 0) : Number.POSITIVE_INFINITY;
  return happenings.filter(({ seq }) => seq > from && seq < to);
}

/**
 * The line stays where reading began, while the room is open; it moves when new messages come while nobody is
 * here or I mark something as unread, and goes when I write.
 */
function useUnreadLine(room: Room, outgoing: number): number | null {
  const { mine } = room.card;
  const unread = mine?.unread ?? 0;
  const [line, setLine] = useState<number | null>(() => (unread > 0 ? (mine?.read_n ?? null) : null));
  const rewinds = mine?.rewinds ?? 0;
  const before = useRef({ unread, outgoing, rewinds });
  useEffect(() => {
    const was = before.current;
    before.current = { unread, outgoing, rewinds };
    if (outgoing > was.outgoing) setLine(null);
    else if (rewinds > was.rewinds) setLine(mine?.read_n ?? null);
    else if (was.unread === 0 && unread > 0 && !isHere()) setLine(mine?.read_n ?? null);
  }, [unread, outgoing, rewinds, mine?.read_n]);
  return line;
}

/** Said once for a run of messages that the same people have read. */
function readByOf(room: Room, rows: readonly Row[], at: number): ReadBy | null {
  const row = rows[at];
  if (room.marks === null || row?.kind !== "message") return null;
  const counted = readBy(room.marks, row.message);
  const next = rows[at + 1];
  if (next?.kind !== "message" || !next.isGrouped) return counted;
  const below = readBy(room.marks, next.message);
  return below.read === counted.read && below.total === counted.total ? null : counted;
}

// --- the list on screen --------------------------------------------------------------------------------------

function useList(
  scroller: RefObject<HTMLDivElement | null>,
  rows: readonly Row[],
  isTail: boolean,
  currentRow: number,
): List {
  const wasTail = useRef(isTail);
  const list: List = useVirtualizer<HTMLDivElement, HTMLElement>({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (i) => estimateOf(rows[i]),
    getItemKey: (i) => rows[i]?.key ?? i,
    overscan: 8,
    anchorTo: "end",
    // A page laid to the end is not a new message: one goes on reading where one is.
    followOnAppend: isTail && wasTail.current,
    scrollEndThreshold: NEAR_END_PX,
    scrollPaddingStart: 64,
    scrollPaddingEnd: 16,
    paddingStart: 8,
    paddingEnd: 12,
    rangeExtractor: (range) => withCurrent(range, currentRow),
  });
  useEffect(() => {
    wasTail.current = isTail;
  });
  return list;
}

interface Range {
  startIndex: number;
  endIndex: number;
  overscan: number;
  count: number;
}

/** The row with the keyboard's focus stays drawn, or the focus would be lost by scrolling. */
function withCurrent({ startIndex, endIndex, overscan, count }: Range, current: number): number[] {
  const from = Math.max(0, startIndex - overscan);
  const to = Math.min(count - 1, endIndex + overscan);
  const drawn = Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
  if (current >= 0 && current < from) return [current, ...drawn];
  return current > to && current < count ? [...drawn, current] : drawn;
}

/** Go where the place says, once its row is there and before the frame is painted. */
function useGoal(list: List, rows: readonly Row[], place: TalkPlace): void {
  const { goal, reached } = place;
  useLayoutEffect(() => {
    if (goal !== null && rows.length > 0 && carryOut(goal, list, rows)) reached();
  }, [goal, rows, list, reached]);
}

/**
 * Whether one has arrived where the place says. Until then no older page is asked for: rows that are laid before
 * the goal while it is being reached would take its place.
 */
function useSettled({ goal, isLoading }: TalkPlace): boolean {
  const [isSettled, setSettled] = useState(false);
  const isGoing = isLoading || goal !== null;
  useEffect(() => {
    if (isGoing) {
      setSettled(false);
      return;
    }
    const timer = setTimeout(() => setSettled(true), SETTLING_MS);
    return () => clearTimeout(timer);
  }, [isGoing]);
  return isSettled && !isGoing;
}

/** False: the row is not there yet. */
function carryOut(goal: Goal, list: List, rows: readonly Row[]): boolean {
  if (goal.at === "n") {
    const at = rows.findIndex((row) => row.kind === "message" && row.message.n >= goal.n);
    if (at >= 0) list.scrollToIndex(at, { align: goal.align });
    return at >= 0;
  }
  const line = goal.at === "unread" ? rows.findIndex((row) => row.kind === "unread") : -1;
  if (line >= 0) list.scrollToIndex(line, { align: "start" });
  else list.scrollToEnd();
  return true;
}

/** What I send, I see. */
function useFollowOwn(list: List, outgoing: Outbox): void {
  const newest = outgoing.at(-1)?.key ?? null;
  const seen = useRef(newest);
  useLayoutEffect(() => {
    if (newest !== null && newest !== seen.current) list.scrollToEnd();
    seen.current = newest;
  }, [newest, list]);
}

function seenOf(list: List, rows: readonly Row[], hasAfter: boolean): Seen | null {
  const top = list.scrollOffset ?? 0;
  const bottom = top + (list.scrollRect?.height ?? 0);
  let first: number | null = null;
  let last: number | null = null;
  for (const item of list.getVirtualItems()) {
    const row = rows[item.index];
    if (row?.kind !== "message") continue;
    const isWhole = item.end <= bottom + 8 && item.end > top;
    const fills = item.start <= top && item.end >= bottom;
    if (!isWhole && !fills) continue;
    first ??= row.message.n;
    last = row.message.n;
  }
  if (first === null || last === null) return null;
  return { first, last, isAtEnd: !hasAfter && list.isAtEnd(NEAR_END_PX) };
}
