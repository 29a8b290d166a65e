import { type ReactNode, useCallback, useState } from "react";
import { AtIcon, CheckIcon, ConfirmIcon, ThreadIcon } from "../design/icons";
import { useText } from "../i18n";
import { whenOf } from "../i18n/time";
import { partsOf } from "../model/markup";
import { asOf } from "../model/people";
import type { Confirmation, Message, RoomCard, ThreadCard } from "../model/types";
import { Avatar } from "../parts/Avatar";
import { Count } from "../parts/Badge";
import { Button } from "../parts/Button";
import { EmptyState } from "../parts/EmptyState";
import { Failed } from "../parts/Failed";
import { Question } from "../parts/Question";
import { SkeletonRows } from "../parts/Skeleton";
import { Tabs } from "../parts/Tabs";
import { sectionOf } from "../people/names";
import { isUnread } from "../rooms/groups";
import { nameOf } from "../rooms/name";
import { RoomRow } from "../rooms/RoomRow";
import { Link } from "../shell/Link";
import { PageHead } from "../shell/PageHead";
import { roomPath } from "../shell/route";
import { type OnePage, type Pages, usePages } from "../shell/useAnswer";
import { useNow } from "../shell/useNow";
import { useWork } from "../shell/useWork";
import { actions, api, type Unread, useMe, usePerson, useRoom, useRooms, useUnread } from "../state";
import { confirmationApi } from "../talk/confirmationApi";
import styles from "./UnreadPage.module.css";

type Tab = "rooms" | "confirmations" | "mentions" | "threads";

/** What waits for me: rooms, calls by name, threads. */
export default function UnreadPage() {
  const t = useText();
  const unread = useUnread();
  const [tab, setTab] = useState<Tab>(() => firstTab(unread));
  return (
    <div className={styles.page}>
      <PageHead title={t.shell.unread} />
      <div className={styles.scroll}>
        <Tabs
          chosen={tab}
          label={t.shell.unread}
          onChoose={setTab}
          tabs={[
            { id: "rooms", label: t.shell.unreadRooms, count: unread.rooms, panel: <Rooms /> },
            {
              id: "confirmations",
              label: t.shell.confirmations,
              count: unread.confirmations,
              panel: <Awaited />,
            },
            { id: "mentions", label: t.shell.mentions, count: unread.mentions, panel: <Mentions /> },
            { id: "threads", label: t.shell.threads, count: unread.threads, panel: <Threads /> },
          ]}
        />
      </div>
    </div>
  );
}

/** What somebody asks of me comes first. */
function firstTab({ confirmations, mentions }: Unread): Tab {
  if (confirmations > 0) return "confirmations";
  return mentions > 0 ? "mentions" : "rooms";
}

function Rooms() {
  const t = useText();
  const rooms = useRooms().filter(isUnread);
  const [asks, setAsks] = useState(false);
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
      </div>
      <ul>
        {rooms.map((room) => (
          <RoomRow id={room.id} isHere={false} key={room.id} tall />
        ))}
      </ul>
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
        <Line key={message.id} message={message} to={roomPath(message.room_id, { messageId: message.id })} />
      ))}
    </Feed>
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

function Line({ message, to, foot }: { message: Message; to: string; foot?: ReactNode }) {
  const t = useText();
  const now = useNow();
  const me = useMe();
  const author = usePerson(message.author_id);
  const room = useRoom(message.room_id);
  // What is unread in a thread is told by the thread's own number.
  const isNew = message.root_id === null && message.n > (room?.mine?.read_n ?? message.n);
  return (
    <li className={styles.item}>
      <Link className={styles.link} to={to}>
        <span className={styles.where}>
          {isNew && (
            <span className={styles.dot}>
              <span className="said">{t.shell.unread}</span>
            </span>
          )}
          <span className={styles.room}>{roomName(room)}</span>
          <span className={styles.when}>{whenOf(message.at, now, t)}</span>
        </span>
        <span className={styles.who}>
          {author && <Avatar person={author} size="tiny" />}
          <span className={styles.name}>{author?.name}</span>
          <span className={styles.when}>
            {author && sectionOf(asOf(author, message.at), me.organization.id)}
          </span>
        </span>
        <span className={styles.text}>
          <Words message={message} />
        </span>
        {foot}
      </Link>
    </li>
  );

  function roomName(card: RoomCard | null): string {
    return card === null ? "" : nameOf(card, t);
  }
}

function Words({ message: { text, mentions, removed_at, files } }: { message: Message }) {
  const t = useText();
  if (removed_at !== null) return t.shell.removed;
  if (text === "") return t.shell.files(files.length);
  let at = 0;
  return partsOf(text, mentions).map((part) => {
    const key = at;
    at += part.text.length;
    return part.mention === null ? (
      part.text
    ) : (
      <span className={styles.called} key={key}>
        {part.text}
      </span>
    );
  });
}
