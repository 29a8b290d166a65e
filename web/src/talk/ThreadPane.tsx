import { Suspense, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useText } from "../i18n";
import { isoDayOf } from "../i18n/time";
import { waiting } from "../model/outbox";
import { type Marks, readBy } from "../model/reading";
import type { Room } from "../model/room";
import type { Thread } from "../model/talk";
import { type Row, rowsOf } from "../model/timeline";
import type { Id, Message } from "../model/types";
import { Button } from "../parts/Button";
import { lazyPart } from "../parts/lazyPart";
import type { Side } from "../shell/route";
import { actions, useMe, useOutbox } from "../state";
import { Composer, type ComposerHandle } from "./Composer";
import { ConversationProvider } from "./conversationContext";
import { MessageRow } from "./MessageRow";
import { OutgoingRow } from "./OutgoingRow";
import { PaneProblem } from "./PaneProblem";
import { DayRow, UnreadRow } from "./rows";
import { Sheets, useSheets } from "./Sheets";
import pane from "./TalkPane.module.css";
import { TalkSkeleton } from "./TalkSkeleton";
import styles from "./ThreadPane.module.css";
import { useConversationContextFor } from "./useConversationContextFor";
import { useDrop } from "./useDrop";
import { isHere } from "./useReading";
import { useRowKeys } from "./useRowKeys";

const RemoveDialog = lazyPart(() => import("./RemoveDialog"));

interface ThreadPaneProps {
  room: Room;
  root: Id;
  onPerson: (member: Id) => void;
  openSide: (side: Side) => void;
}

/** A message and what was answered to it, with a composer of its own. */
export default function ThreadPane({ room, root, onPerson, openSide }: ThreadPaneProps) {
  const thread = room.threads.get(root);
  const isKnown = thread !== undefined && !thread.isStale;
  const [error, setError] = useState<unknown>(null);
  const load = useCallback(() => {
    setError(null);
    actions.loadThread(room.id, root).catch((failure: unknown) => setError(failure ?? new Error()));
  }, [room.id, root]);
  useEffect(() => {
    if (!isKnown) load();
  }, [isKnown, load]);

  if (error !== null && thread === undefined) return <PaneProblem error={error} onAgain={load} />;
  if (thread === undefined) return <TalkSkeleton />;
  return <Replies onPerson={onPerson} openSide={openSide} room={room} thread={thread} />;
}

function Replies({ room, thread, onPerson, openSide }: Omit<ThreadPaneProps, "root"> & { thread: Thread }) {
  const t = useText();
  const me = useMe();
  const { root, span } = thread;
  const composer = useRef<ComposerHandle>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const [edited, setEdited] = useState<Message | null>(null);
  const [toRemove, setToRemove] = useState<Message | null>(null);
  const sheets = useSheets();
  const drop = useDrop((files) => composer.current?.attach(files));
  const ways = {
    openSide: (side: Side | null) => side && openSide(side),
    openPerson: onPerson,
    quote: (message: Message) => void composer.current?.quote(message),
    edit: setEdited,
    askToRemove: setToRemove,
    ...sheets.ways,
  };
  const conversation = useConversationContextFor(room, me, true, edited?.id ?? null, ways, root.author_id);
  const press = useRowKeys(conversation);
  const rows = useReplyRows(room, thread, me.person.id);
  useStayingAtEnd(scroller, rows.length);
  useThreadReading(room, thread);
  const row = { onKey: press, onLongPress: sheets.press };
  const { marks } = thread;

  return (
    <ConversationProvider value={conversation}>
      <div className={styles.scroller} ref={scroller} {...(conversation.mayWrite ? drop.handlers : {})}>
        <div aria-label={t.talk.thread} role="feed">
          <MessageRow isCurrent isGrouped={false} message={root} readBy={null} {...row} />
          <Count n={root.replies?.count ?? span.messages.length} />
          {span.hasBefore && <Older room={room.id} thread={thread} />}
          {rows.map((each) => (
            <ReplyRow key={each.key} marks={marks} row={each} {...row} />
          ))}
        </div>
      </div>
      {conversation.mayWrite && (
        <div className={styles.composer} {...drop.handlers}>
          <Composer
            edited={edited}
            onEdited={() => setEdited(null)}
            onSent={() => undefined}
            ref={composer}
            room={room.card}
            root={root.id}
          />
        </div>
      )}
      <Sheets conversation={conversation} sheets={sheets} />
      {drop.isOver && <div className={pane.drop}>{t.talk.drop}</div>}
      <Suspense>
        {toRemove && <RemoveDialog message={toRemove} onClose={() => setToRemove(null)} room={room.id} />}
      </Suspense>
    </ConversationProvider>
  );
}

function Count({ n }: { n: number }) {
  const t = useText();
  if (n === 0) return <p className={styles.empty}>{t.talk.noRepliesText}</p>;
  return <p className={styles.count}>{t.talk.replies(n)}</p>;
}

function Older({ room, thread }: { room: Id; thread: Thread }) {
  const t = useText();
  const [isBusy, setBusy] = useState(false);
  function load() {
    setBusy(true);
    actions
      .loadThread(room, thread.root.id, thread.span.messages[0]?.n)
      .catch(() => undefined) // the button is still there
      .finally(() => setBusy(false));
  }
  return (
    <div className={styles.older}>
      <Button busy={isBusy} look="quiet" onPress={load} small>
        {t.talk.olderReplies}
      </Button>
    </div>
  );
}

interface ReplyRowProps {
  row: Row;
  marks: Marks;
  onKey: ReturnType<typeof useRowKeys>;
  onLongPress: (message: Message) => void;
}

function ReplyRow({ row, marks, onKey, onLongPress }: ReplyRowProps) {
  switch (row.kind) {
    case "start":
    case "happening":
      return null;
    case "day":
      return <DayRow at={row.at} />;
    case "unread":
      return <UnreadRow />;
    case "outgoing":
      return <OutgoingRow isGrouped={row.isGrouped} item={row.item} />;
    case "message":
      return (
        <MessageRow
          isCurrent
          isGrouped={row.isGrouped}
          message={row.message}
          onKey={onKey}
          onLongPress={onLongPress}
          readBy={readBy(marks, row.message)}
        />
      );
    default:
      return row satisfies never;
  }
}

function useReplyRows(room: Room, thread: Thread, me: Id): readonly Row[] {
  const outbox = useOutbox();
  const { root, span, read_n, rewinds } = thread;
  const [unreadAfter, setUnreadAfter] = useState(() =>
    read_n < (span.messages.at(-1)?.n ?? 0) ? read_n : null,
  );
  const known = useRef(rewinds);
  useEffect(() => {
    if (rewinds > known.current) setUnreadAfter(read_n);
    known.current = rewinds;
  }, [rewinds, read_n]);
  return useMemo(() => {
    const outgoing = waiting(outbox, room.id, root.id, span.messages);
    const rows = rowsOf({
      messages: span.messages,
      startsHere: false,
      outgoing,
      unreadAfter,
      me,
      dayOf: isoDayOf,
    });
    // The day of the root stands at the root.
    const [first] = rows;
    return first?.kind === "day" && isoDayOf(first.at) === isoDayOf(root.at) ? rows.slice(1) : rows;
  }, [outbox, room.id, root, span.messages, unreadAfter, me]);
}

const NEAR_END_PX = 80;

/** At the end one stays at the end; elsewhere one is left alone. */
function useStayingAtEnd(scroller: { current: HTMLDivElement | null }, count: number): void {
  const wasAtEnd = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each new row.
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element && wasAtEnd.current) element.scrollTop = element.scrollHeight;
  }, [scroller, count]);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const note = () => {
      wasAtEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END_PX;
    };
    element.addEventListener("scroll", note, { passive: true });
    return () => element.removeEventListener("scroll", note);
  }, [scroller]);
}

/** An open thread is read while the person is here, also by those who do not follow it. */
function useThreadReading(room: Room, { root, span, read_n, marks, isHeld }: Thread): void {
  useLayoutEffect(() => actions.release(room.id, root.id), [room.id, root.id]);
  const last = span.messages.at(-1)?.n ?? 0;
  const seen = marks.get(room.self.id)?.n ?? 0;
  useEffect(() => {
    if (isHeld || (last <= read_n && last <= seen)) return;
    const look = () => {
      if (isHere()) actions.readThreadUpTo(room.id, root.id, last, true);
    };
    look();
    addEventListener("focus", look);
    return () => removeEventListener("focus", look);
  }, [room.id, root.id, last, read_n, seen, isHeld]);
}
