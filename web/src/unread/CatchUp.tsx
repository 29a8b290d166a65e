import { type ReactNode, useCallback, useState } from "react";
import type { Concerning, RoomTopics, Topic } from "../api/generated";
import { ThreadIcon } from "../design/icons";
import { useText } from "../i18n";
import { whenOf } from "../i18n/time";
import { useBilingual } from "../i18n/useBilingual";
import type { Id, MyRoom } from "../model/types";
import { Tag } from "../parts/Badge";
import { Button } from "../parts/Button";
import { Failed } from "../parts/Failed";
import { SkeletonRows } from "../parts/Skeleton";
import { RoomRow } from "../rooms/RoomRow";
import { Link } from "../shell/Link";
import { roomPath } from "../shell/route";
import { useAnswer } from "../shell/useAnswer";
import { useNow } from "../shell/useNow";
import { actions, api, usePerson, useRoom } from "../state";
import { Line } from "./Line";
import styles from "./Unread.module.css";
import { words } from "./words";

/** As many rooms as the server is asked about at once (talk/catching_up.py). */
const AT_ONCE = 10;

interface CatchUpProps {
  /** The rooms in which something is unread now, in the order of the list. */
  rooms: readonly Id[];
  /** Of this room alone. */
  only: Id | null;
}

/**
 * What happened since I was last there: what concerns me, then room by room, the most answered first. Rooms stay where
 * they stand while I work through them; what comes meanwhile stands below.
 */
export function CatchUp({ rooms, only }: CatchUpProps) {
  const w = useBilingual(words);
  const [first] = useState(rooms);
  const [chunks, setChunks] = useState(1);
  const order = [...first, ...rooms.filter((id) => !first.includes(id))];
  const left = order.length - chunks * AT_ONCE;
  return (
    <>
      <ConcernsOf room={only} />
      <section aria-label={w.rooms} className={styles.part}>
        {only === null && <h2 className={styles.title}>{w.rooms}</h2>}
        {Array.from({ length: chunks }, (_, at) => order.slice(at * AT_ONCE, (at + 1) * AT_ONCE)).map(
          (some) => some.length > 0 && <Chunk key={some[0]} rooms={some.join(",")} />,
        )}
        {left > 0 && <Button onPress={() => setChunks((n) => n + 1)}>{w.moreRooms(left)}</Button>}
      </section>
    </>
  );
}

// --- what concerns me ----------------------------------------------------------------------------------------

function ConcernsOf({ room }: { room: Id | null }) {
  const w = useBilingual(words);
  const ask = useCallback(
    async (signal: AbortSignal) => {
      const answer = await api.concerns(room, signal);
      actions.learn(answer.people);
      return answer;
    },
    [room],
  );
  const found = useAnswer(ask);
  return (
    <section aria-label={w.concerns} className={styles.part}>
      <h2 className={styles.title}>{w.concerns}</h2>
      {found.value === null ? (
        <Waiting isFailed={found.phase === "failed"} onAgain={found.again} />
      ) : (
        <>
          {found.value.concerns.length === 0 && <p className={styles.note}>{w.noConcerns}</p>}
          <ol>
            {found.value.concerns.map((each) => (
              <ConcernLine concern={each} hidesRoom={room !== null} key={each.message.id} />
            ))}
          </ol>
          {!found.value.is_all && <p className={styles.note}>{w.moreConcerns}</p>}
        </>
      )}
    </section>
  );
}

function Waiting({ isFailed, onAgain }: { isFailed: boolean; onAgain: () => void }) {
  const t = useText();
  return isFailed ? <Failed onAgain={onAgain} title={t.shell.failed} /> : <SkeletonRows person rows={3} />;
}

function ConcernLine({ concern, hidesRoom }: { concern: Concerning; hidesRoom: boolean }) {
  const w = useBilingual(words);
  const { message, why, answers } = concern;
  const mine = useRoom(message.room_id)?.mine ?? null;
  const isThread = answers > 0;
  const isRead = isThread ? isThreadRead(mine, message.id) : isMessageRead(mine, message);
  const [isDone, setDone] = useState(false);
  const read = () => {
    setDone(true);
    if (isThread) actions.readThreadUpTo(message.room_id, message.id, message.replies?.count ?? answers);
    else if (message.root_id !== null) {
      actions.readThreadUpTo(message.room_id, message.root_id, message.n);
    } else actions.readUpTo(message.room_id, message.n);
  };
  return (
    <Line
      foot={isThread && <Answers n={answers} />}
      hidesRoom={hidesRoom}
      isNew
      isRead={isDone || isRead}
      message={message}
      read={read}
      tags={why.map((each) => (
        <Tag key={each} tone={each === "asked" || each === "mention" ? "accent" : "plain"}>
          {w.why[each]}
        </Tag>
      ))}
      to={
        isThread
          ? roomPath(message.room_id, { side: { kind: "thread", of: message.id } })
          : roomPath(message.room_id, { messageId: message.id })
      }
    />
  );
}

function isThreadRead(mine: MyRoom | null, root: Id): boolean {
  return mine !== null && mine.thread_unread === 0 && !mine.threads.some(({ root_id }) => root_id === root);
}

function isMessageRead(mine: MyRoom | null, message: { n: number; root_id: Id | null }): boolean {
  return mine !== null && message.root_id === null && message.n <= mine.read_n;
}

// --- room by room --------------------------------------------------------------------------------------------

function Chunk({ rooms }: { rooms: string }) {
  const ask = useCallback(
    async (signal: AbortSignal) => {
      const answer = await api.topics(rooms.split(","), signal);
      actions.learn(answer.people);
      return new Map(answer.rooms.map((room) => [room.room_id, room] as const));
    },
    [rooms],
  );
  const found = useAnswer(ask);
  return (
    <>
      {found.phase === "failed" && found.value === null && <Waiting isFailed onAgain={found.again} />}
      {rooms.split(",").map((id) => (
        <RoomPart found={found.value?.get(id) ?? null} id={id} key={id} />
      ))}
    </>
  );
}

function RoomPart({ id, found }: { id: Id; found: RoomTopics | null }) {
  const w = useBilingual(words);
  return (
    <div className={styles.roomPart}>
      <ul>
        <RoomRow id={id} isHere={false} tall />
      </ul>
      {found !== null && (
        <div className={styles.topics}>
          {found.topics.length > 0 && (
            <ol>
              {found.topics.map((topic) => (
                <TopicLine key={topic.root.id} topic={topic} />
              ))}
            </ol>
          )}
          {(found.others > 0 || found.more > 0 || !found.is_all) && (
            <Link className={styles.others} to={roomPath(id)}>
              {[
                found.others > 0 && w.others(found.others),
                found.more > 0 && w.moreThreads(found.more),
                !found.is_all && w.older,
              ]
                .filter(Boolean)
                .join("　")}
            </Link>
          )}
        </div>
      )}
    </div>
  );
}

function TopicLine({ topic }: { topic: Topic }) {
  const { root, answers, following, unread } = topic;
  const mine = useRoom(root.room_id)?.mine ?? null;
  const [isDone, setDone] = useState(false);
  const isRootRead = !unread || isMessageRead(mine, root);
  const areAnswersRead = answers === 0 || (following && isThreadRead(mine, root.id));
  const read = () => {
    setDone(true);
    if (!isRootRead) actions.readUpTo(root.room_id, root.n);
    if (answers > 0) actions.readThreadUpTo(root.room_id, root.id, root.replies?.count ?? answers);
  };
  return (
    <Line
      foot={
        answers > 0 && (
          <Answers n={answers}>
            <LastAnswer topic={topic} />
          </Answers>
        )
      }
      hidesRoom
      isNew={unread}
      isRead={isDone || (isRootRead && areAnswersRead)}
      message={root}
      read={read}
      to={
        answers > 0
          ? roomPath(root.room_id, { side: { kind: "thread", of: root.id } })
          : roomPath(root.room_id, { messageId: root.id })
      }
    />
  );
}

function Answers({ n, children }: { n: number; children?: ReactNode }) {
  const w = useBilingual(words);
  return (
    <span className={styles.foot}>
      <ThreadIcon size={16} />
      <span className={styles.answers}>{w.answers(n)}</span>
      {children}
    </span>
  );
}

function LastAnswer({ topic: { last } }: { topic: Topic }) {
  const t = useText();
  const now = useNow();
  const author = usePerson(last?.author_id ?? null);
  if (last === null) return null;
  const said = last.removed_at !== null ? t.shell.removed : last.text || t.shell.files(last.files.length);
  return (
    <span className={styles.last}>
      {author?.name}: {said} <span className={styles.when}>{whenOf(last.at, now, t)}</span>
    </span>
  );
}
