import { type ReactNode, useCallback, useRef, useState } from "react";
import type { OwnReminders } from "../api/generated";
import { AtIcon, CheckIcon, ConfirmIcon, RefreshIcon, ThreadIcon } from "../design/icons";
import { text, useText } from "../i18n";
import { whenOf } from "../i18n/time";
import { useBilingual } from "../i18n/useBilingual";
import type { Confirmation, Id, Message, ThreadCard } from "../model/types";
import { confirmationApi } from "../net/confirmationApi";
import { Count } from "../parts/Badge";
import { Button } from "../parts/Button";
import { EmptyState } from "../parts/EmptyState";
import { Failed } from "../parts/Failed";
import { Question } from "../parts/Question";
import { SkeletonRows } from "../parts/Skeleton";
import { Tabs } from "../parts/Tabs";
import { toast } from "../parts/toasts";
import { isUnread } from "../rooms/groups";
import { nameOf } from "../rooms/name";
import { Link } from "../shell/Link";
import { PageHead } from "../shell/PageHead";
import { roomPath } from "../shell/route";
import { type Answer, type OnePage, type Pages, useAnswer, usePages } from "../shell/useAnswer";
import { useNow } from "../shell/useNow";
import { useWork } from "../shell/useWork";
import { actions, api, type Unread, useOwnPosition, useRoom, useRooms, useUnread } from "../state";
import { CatchUp } from "./CatchUp";
import { Line } from "./Line";
import { type LineActs, useLineKeys } from "./lineKeys";
import { OwnReminderList } from "./OwnReminderList";
import styles from "./Unread.module.css";
import { words } from "./words";

type Tab = "rooms" | "confirmations" | "mentions" | "threads" | "later";

/** What waits for me: what happened meanwhile, calls by name, threads, and what I put off. `roomId`: one room alone. */
export default function UnreadPage({ roomId }: { roomId: Id | null }) {
  const t = useText();
  const scroller = useRef<HTMLDivElement>(null);
  useLineKeys(scroller, roomActs);
  return (
    <div className={styles.page}>
      <PageHead title={t.shell.unread} />
      <div className={styles.scroll} ref={scroller}>
        {roomId === null ? <Everything /> : <OneRoom id={roomId} />}
      </div>
    </div>
  );
}

/** A row of the room list. */
function roomActs(line: HTMLElement): LineActs {
  const id = line.dataset.row;
  if (id === undefined) return {};
  const failed = (error: unknown) => toast.problem(error, text().shell.failed);
  return { read: () => void actions.markAllRead(id).catch(failed) };
}

function OneRoom({ id }: { id: Id }) {
  const t = useText();
  const w = useBilingual(words);
  const room = useRoom(id);
  // What one has read of it meanwhile does not take it away.
  const [was] = useState(() => room !== null && isUnread(room));
  return (
    <>
      <p className={styles.all}>
        <Link to="/unread">{w.allRooms}</Link>
      </p>
      {room !== null && (was || isUnread(room)) ? (
        <CatchUp only={id} rooms={[id]} />
      ) : (
        <EmptyState icon={<CheckIcon />} title={room === null ? t.shell.roomGoneTitle : nameOf(room, t)}>
          {room === null ? t.shell.roomGoneText : w.nothingIn}
        </EmptyState>
      )}
    </>
  );
}

/** What somebody asks of me comes first. */
function firstTab({ confirmations }: Unread): Tab {
  return confirmations > 0 ? "confirmations" : "rooms";
}

function Everything() {
  const t = useText();
  const w = useBilingual(words);
  const unread = useUnread();
  const [tab, setTab] = useState<Tab>(() => firstTab(unread));
  const later = useOwnReminders();
  const due = later.value?.open.filter(({ told_at }) => told_at !== null).length ?? 0;
  return (
    <Tabs
      chosen={tab}
      label={t.shell.unread}
      onChoose={setTab}
      tabs={[
        { id: "rooms", label: w.catchUp, count: unread.rooms, panel: <Rooms /> },
        {
          id: "confirmations",
          label: t.shell.confirmations,
          count: unread.confirmations,
          panel: <Awaited />,
        },
        { id: "mentions", label: t.shell.mentions, count: unread.mentions, panel: <Mentions /> },
        { id: "threads", label: t.shell.threads, count: unread.threads, panel: <Threads /> },
        { id: "later", label: w.later, count: due, panel: <OwnReminderList found={later} /> },
      ]}
    />
  );
}

/** Asked anew when I changed something of it on another screen, or its time has come. */
function useOwnReminders(): Answer<OwnReminders> & { again: () => void } {
  const position = useOwnPosition();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another position is another answer.
  const ask = useCallback(
    async (signal: AbortSignal) => {
      const answer = await api.ownReminders(signal);
      actions.learn(answer.people);
      return answer;
    },
    [position],
  );
  return useAnswer(ask);
}

function Rooms() {
  const t = useText();
  const w = useBilingual(words);
  const rooms = useRooms().filter(isUnread);
  const [asks, setAsks] = useState(false);
  const [round, setRound] = useState(0);
  const work = useWork();
  if (rooms.length === 0) {
    return (
      <EmptyState icon={<CheckIcon />} title={t.shell.allReadTitle}>
        {t.shell.allReadText}
      </EmptyState>
    );
  }
  const readAll = () =>
    work.run(async () => {
      for (const { id } of rooms) await actions.markAllRead(id);
      setAsks(false);
    });
  return (
    <>
      <div className={styles.all}>
        <Button icon={<CheckIcon size={18} />} look="quiet" onPress={() => setAsks(true)} small>
          {t.shell.readAll}
        </Button>
        <Button icon={<RefreshIcon size={18} />} look="quiet" onPress={() => setRound((n) => n + 1)} small>
          {w.again}
        </Button>
      </div>
      <p className={styles.keys}>{w.keys}</p>
      <CatchUp key={round} only={null} rooms={rooms.map(({ id }) => id)} />
      {asks && (
        <Question
          busy={work.busy}
          onClose={() => setAsks(false)}
          onYes={readAll}
          title={t.shell.readAllTitle(rooms.length)}
          verb={t.shell.readAll}
        >
          {t.shell.readAllText}
        </Question>
      )}
    </>
  );
}

async function askMentions(before: string | null, signal: AbortSignal): Promise<OnePage<Message>> {
  const { messages, people, next } = await api.mentions(before, signal);
  actions.learn(people);
  return { items: messages, next };
}

function Mentions() {
  const t = useText();
  const found = usePages(askMentions);
  return (
    <Feed
      empty={
        <EmptyState icon={<AtIcon />} title={t.shell.noMentionsTitle}>
          {t.shell.noMentionsText}
        </EmptyState>
      }
      found={found}
    >
      {found.items.map((message) => (
        <MentionLine key={message.id} message={message} />
      ))}
    </Feed>
  );
}

function MentionLine({ message }: { message: Message }) {
  const room = useRoom(message.room_id);
  const { id, room_id, root_id, n } = message;
  // What is unread in a thread is told by the thread's own number.
  const isNew = root_id === null && n > (room?.mine?.read_n ?? n);
  return (
    <Line
      isNew={isNew}
      message={message}
      read={isNew ? () => actions.readUpTo(room_id, n) : undefined}
      to={roomPath(room_id, { messageId: id })}
    />
  );
}

/** What waits for my confirmation; the button stands in the room, beside what is to be read. */
function Awaited() {
  const t = useText();
  const { confirmations } = useUnread();
  const ask = useCallback(
    async (before: string | null, signal: AbortSignal): Promise<OnePage<Message>> => {
      void confirmations; // another number is another answer
      const { messages, people, next } = await confirmationApi.awaited(before, signal);
      actions.learn(people);
      return { items: messages, next };
    },
    [confirmations],
  );
  const found = usePages(ask);
  return (
    <Feed
      empty={
        <EmptyState icon={<ConfirmIcon />} title={t.shell.noConfirmationsTitle}>
          {t.shell.noConfirmationsText}
        </EmptyState>
      }
      found={found}
    >
      {found.items.map((message) => (
        <Line
          foot={message.confirmation && <AwaitedFoot asked={message.confirmation} />}
          key={message.id}
          message={message}
          to={roomPath(message.room_id, { messageId: message.id })}
        />
      ))}
    </Feed>
  );
}

function AwaitedFoot({ asked }: { asked: Confirmation }) {
  const t = useText();
  const now = useNow();
  return (
    <span className={styles.foot}>
      <ConfirmIcon size={16} />
      {t.shell.askedToConfirm(asked.due_at === null ? null : whenOf(asked.due_at, now, t))}
    </span>
  );
}

function Threads() {
  const t = useText();
  const unread = useUnread().threads;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another number of unread replies is another answer.
  const ask = useCallback(
    async (_: string | null, signal: AbortSignal): Promise<OnePage<ThreadCard>> => {
      const { threads, people } = await api.threads(null, signal);
      actions.learn(people);
      return { items: threads, next: null };
    },
    [unread],
  );
  const found = usePages(ask);
  return (
    <Feed
      empty={
        <EmptyState icon={<ThreadIcon />} title={t.shell.noThreadsTitle}>
          {t.shell.noThreadsText}
        </EmptyState>
      }
      found={found}
    >
      {found.items.map(({ root, room_id, unread: waiting, last }) => (
        <Line
          foot={<ThreadFoot last={last} root={root} unread={waiting} />}
          key={root.id}
          message={root}
          read={
            waiting > 0 ? () => actions.readThreadUpTo(room_id, root.id, root.replies?.count ?? 0) : undefined
          }
          to={roomPath(room_id, { side: { kind: "thread", of: root.id } })}
        />
      ))}
    </Feed>
  );
}

function ThreadFoot({ root, last, unread }: { root: Message; last: Message; unread: number }) {
  const t = useText();
  const now = useNow();
  return (
    <span className={styles.foot}>
      <ThreadIcon size={16} />
      {t.shell.replies(root.replies?.count ?? 1)}
      <span className={styles.when}>{t.shell.lastReply(whenOf(last.at, now, t))}</span>
      <Count n={unread} />
    </span>
  );
}

interface FeedProps {
  found: Pages<unknown>;
  empty: ReactNode;
  children: ReactNode;
}

function Feed({ found, empty, children }: FeedProps) {
  const t = useText();
  const { items, phase, hasMore, more, again } = found;
  if (items.length === 0) {
    if (phase === "asking") return <SkeletonRows person rows={6} />;
    if (phase === "known") return empty;
    return <Failed onAgain={again} title={t.shell.failed} />;
  }
  return (
    <>
      <ol>{children}</ol>
      {hasMore && (
        <Button busy={phase === "asking"} onPress={more}>
          {t.parts.loadMore}
        </Button>
      )}
    </>
  );
}
