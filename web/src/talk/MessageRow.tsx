import { type ClipboardEvent, type KeyboardEvent, memo, Suspense } from "react";
import { ThreadIcon, TrashIcon } from "../design/icons";
import { text, useText } from "../i18n";
import { clockOf, fullWhenOf, whenOf } from "../i18n/time";
import { useBilingual } from "../i18n/useBilingual";
import { asOf } from "../model/people";
import type { ReadBy } from "../model/reading";
import type { Message, Person } from "../model/types";
import { Avatar } from "../parts/Avatar";
import { GuestTag, Tag } from "../parts/Badge";
import { cx } from "../parts/cx";
import { lazyPart } from "../parts/lazyPart";
import { toast } from "../parts/toasts";
import { useLongPress } from "../parts/useLongPress";
import { sectionOf } from "../people/names";
import { Whereabouts } from "../people/Whereabouts";
import { useNow } from "../shell/useNow";
import { undoableUntil, useMe, usePeople, usePerson, useRoom, useSettings } from "../state";
import { Body, TabStopProvider, useTabStop } from "./Body";
import { useConversation } from "./conversationContext";
import { useCurrentMessage } from "./currentMessage";
import { Files } from "./Files";
import { MessageActions } from "./MessageActions";
import styles from "./MessageRow.module.css";
import { words } from "./markingWords";
import { Reactions } from "./Reactions";

const UndoSending = lazyPart(() => import("./UndoSending"));
const StampSaid = lazyPart(() => import("./StampSaid"));
const ConfirmationLine = lazyPart(() => import("./ConfirmationLine"));

interface MessageRowProps {
  message: Message;
  isGrouped: boolean;
  /** One was led here: marked for a moment. */
  isSpotted?: boolean;
  /** null: not counted here, or the same as in the row below. */
  readBy: ReadBy | null;
  /** Where the list's one tab stop is. */
  isCurrent?: boolean;
  onLongPress?: (message: Message) => void;
  onKey?: (event: KeyboardEvent, message: Message) => void;
}

/** One message: who, when, what, and what came of it. */
export const MessageRow = memo(function MessageRow(props: MessageRowProps) {
  const { message, isGrouped, isSpotted = false, isCurrent = false, readBy, onLongPress, onKey } = props;
  const t = useText();
  const conversation = useConversation();
  const author = asOf(usePerson(message.author_id), message.at);
  const attention = useCurrentMessage(`${conversation.isThread ? "thread" : "room"} ${message.id}`);
  const press = useLongPress(() => onLongPress?.(message));
  const isRemoved = message.removed_at !== null;
  const name = author?.name ?? t.talk.unknownPerson;
  const { isPointed, isHeld, hasFocus } = attention;

  return (
    <article
      onCopy={conversation.mayCopy ? undefined : refuseCopy}
      aria-label={t.talk.messageOf(name, clockOf(message.at))}
      aria-posinset={message.n}
      aria-setsize={-1}
      className={cx(
        "ring-inside",
        styles.row,
        isGrouped && styles.grouped,
        isSpotted && styles.spotted,
        conversation.editing === message.id && styles.edits,
        (isPointed || isHeld) && styles.pointed,
      )}
      data-message={message.id}
      onKeyDown={(event) => onKey?.(event, message)}
      tabIndex={isCurrent ? 0 : -1}
      {...attention.handlers}
      {...press}
    >
      <TabStopProvider value={isCurrent ? undefined : -1}>
        <Side author={author} isGrouped={isGrouped} message={message} showsTime={isPointed || hasFocus} />
        <div className={styles.content}>
          {!isGrouped && <Head author={author} message={message} />}
          {isRemoved ? <Tombstone message={message} /> : <Said message={message} />}
          <ThreadSummary message={message} />
        </div>
        {!isRemoved && <Tail message={message} readBy={readBy} until={undoableUntil(message.client_key)} />}
        {!isRemoved && attention.isShown && <MessageActions message={message} onHold={attention.hold} />}
      </TabStopProvider>
    </article>
  );
}, isSameRow);

/** Rows are made anew with each change of the room; most of them say the same. */
function isSameRow(a: MessageRowProps, b: MessageRowProps): boolean {
  return (
    a.message === b.message &&
    a.isGrouped === b.isGrouped &&
    a.isSpotted === b.isSpotted &&
    a.isCurrent === b.isCurrent &&
    a.readBy?.read === b.readBy?.read &&
    a.readBy?.total === b.readBy?.total &&
    a.onKey === b.onKey &&
    a.onLongPress === b.onLongPress
  );
}

interface SideProps {
  author: Person | null;
  message: Message;
  isGrouped: boolean;
  showsTime: boolean;
}

function Side({ author, message, isGrouped, showsTime }: SideProps) {
  if (isGrouped) {
    return (
      <div aria-hidden="true" className={styles.side}>
        {showsTime && <span className={styles.clock}>{clockOf(message.at)}</span>}
      </div>
    );
  }
  return (
    <div className={styles.side}>
      {author ? <Avatar person={author} /> : <span className={styles.noFace} />}
    </div>
  );
}

function Head({ author, message }: { author: Person | null; message: Message }) {
  const t = useText();
  const { organization } = useMe();
  const conversation = useConversation();
  const isOutside =
    author !== null && (author.kind === "guest" || author.organization_id !== organization.id);
  return (
    <header className={styles.head}>
      {author ? (
        <button
          className={styles.name}
          onClick={() => conversation.openPerson(author.id)}
          tabIndex={-1}
          type="button"
        >
          {author.name}
        </button>
      ) : (
        <span className={styles.name}>{t.talk.unknownPerson}</span>
      )}
      {author && (
        <span className={cx(styles.section, isOutside && styles.outside)}>
          {sectionOf(author, organization.id)}
        </span>
      )}
      {author?.kind === "guest" && <GuestTag />}
      {author && <Whereabouts id={author.id} />}
      <Time at={message.at} />
    </header>
  );
}

/** The day stands in the line above: here the clock is enough. */
function Time({ at }: { at: number }) {
  const t = useText();
  const { era } = useSettings();
  return (
    <time className={styles.time} dateTime={new Date(at).toISOString()} title={fullWhenOf(at, t, era)}>
      {clockOf(at)}
    </time>
  );
}

/** Policy lets nothing be copied from rooms like this one; who knows the browser well can still do it. */
function refuseCopy(event: ClipboardEvent): void {
  event.preventDefault();
  toast.problem(null, text().talk.copyRefused);
}

function Said({ message }: { message: Message }) {
  const conversation = useConversation();
  return (
    <>
      {message.stamp !== null && (
        <Suspense fallback={<span className={styles.stamp} />}>
          <StampSaid id={message.stamp} words={message.text} />
        </Suspense>
      )}
      {message.stamp === null && message.text !== "" && (
        <Body id={message.id} mentions={message.mentions} room={message.room_id} text={message.text} />
      )}
      {(message.pinned_at !== null || message.question !== null) && <Marks message={message} />}
      {message.edited_at !== null && <EditedMark at={message.edited_at} />}
      {message.files.length > 0 && <Files files={message.files} room={conversation.room} />}
      {message.confirmation !== null && (
        <Suspense fallback={<span className={styles.asks} />}>
          <ConfirmationLine asked={message.confirmation} message={message} />
        </Suspense>
      )}
      {message.reactions.length > 0 && <Reactions message={message} />}
    </>
  );
}

/** That it is pinned, or a question; as words, for every reader. */
function Marks({ message: { pinned_at, question } }: { message: Message }) {
  const w = useBilingual(words);
  return (
    <span className={styles.marks}>
      {pinned_at !== null && <Tag>{w.isPinned}</Tag>}
      {question !== null && (
        <Tag tone={question === "open" ? "accent" : "done"}>
          {question === "open" ? w.isOpen : w.isSolved}
        </Tag>
      )}
    </span>
  );
}

function EditedMark({ at }: { at: number }) {
  const t = useText();
  const { era } = useSettings();
  return (
    <span className={styles.edited} title={t.talk.editedAt(fullWhenOf(at, t, era))}>
      {t.talk.edited}
    </span>
  );
}

function Tombstone({ message }: { message: Message }) {
  const t = useText();
  const isByAuthor = message.removed_by === null || message.removed_by === message.author_id;
  return (
    <p className={styles.tombstone}>
      <TrashIcon size={16} />
      {isByAuthor ? t.talk.removed : t.talk.removedByMaster}
    </p>
  );
}

const NO_REPLIERS: readonly string[] = [];

/** How many replies of its thread wait for me. */
function useUnreadReplies({ id, room_id, replies }: Message): number {
  const mine = useRoom(replies === null ? "" : room_id)?.mine;
  return mine?.threads.find(({ root_id }) => root_id === id)?.unread ?? 0;
}

function ThreadSummary({ message }: { message: Message }) {
  const unread = useUnreadReplies(message);
  const t = useText();
  const now = useNow();
  const conversation = useConversation();
  const tabIndex = useTabStop();
  const repliers = usePeople(message.replies?.member_ids ?? NO_REPLIERS);
  if (message.replies === null || conversation.isThread) return null;
  const { count, last_at } = message.replies;
  return (
    <button
      className={cx(styles.thread, unread > 0 && styles.waits)}
      onClick={() => conversation.openThread(message)}
      tabIndex={tabIndex}
      type="button"
    >
      <span className={styles.repliers}>
        {repliers.length > 0 ? (
          repliers.map((person) => <Avatar key={person.id} person={person} size="tiny" />)
        ) : (
          <ThreadIcon size={16} />
        )}
      </span>
      <span className={styles.replies}>{t.talk.replies(count)}</span>
      {unread > 0 && <span className={styles.unreadReplies}>{t.talk.unreadReplies(unread)}</span>}
      <span className={styles.lastReply}>{t.talk.lastReply(whenOf(last_at, now, t))}</span>
    </button>
  );
}

/** At the end of the row: how many have read it, and for some seconds a way back. */
function Tail({ message, readBy, until }: { message: Message; readBy: ReadBy | null; until: number }) {
  const count = readBy && <ReadCount message={message} readBy={readBy} />;
  if (until <= Date.now()) return count;
  return (
    <span className={styles.tail}>
      <Suspense>
        <UndoSending message={message} until={until} />
      </Suspense>
      {count}
    </span>
  );
}

function ReadCount({ message, readBy }: { message: Message; readBy: ReadBy }) {
  const t = useText();
  const conversation = useConversation();
  const { read, total } = readBy;
  // Between two, that I have read what the other wrote is no news.
  if (total === 0 || (total === 1 && message.author_id !== conversation.me)) return null;
  const shown =
    total === 1
      ? read === 1
        ? t.talk.readDirect
        : t.talk.unreadDirect
      : read === total
        ? t.talk.readByAll
        : t.talk.read(read, total);
  return (
    <button
      aria-label={t.talk.readSaid(shown)}
      className={cx(styles.read, read === total && styles.all)}
      onClick={() => conversation.openReaders(message)}
      tabIndex={-1}
      type="button"
    >
      {shown}
    </button>
  );
}
