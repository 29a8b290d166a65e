import { Suspense, useCallback, useState } from "react";
import { useText } from "../i18n";
import { fullWhenOf, whenOf } from "../i18n/time";
import { readBy } from "../model/reading";
import { messageIn, type Room } from "../model/room";
import type { Id, Person, ReadersAnswer } from "../model/types";
import { lazyPart } from "../parts/lazyPart";
import { SkeletonRows } from "../parts/Skeleton";
import { Tabs } from "../parts/Tabs";
import { useNow } from "../shell/useNow";
import { actions, api, useMe, useSettings } from "../state";
import { PaneProblem } from "./PaneProblem";
import { People } from "./People";
import { PhonePeople, type PhoneWork, usePhoneList } from "./Phoning";
import styles from "./ReadersPane.module.css";
import { RemindBar } from "./RemindBar";
import side from "./SidePane.module.css";
import { useAgreement } from "./useAgreement";
import { usePaneQuery } from "./usePaneQuery";

const ReadersByBody = lazyPart(() => import("../alliances/ReadersByBody"));

interface ReadersPaneProps {
  room: Room;
  message: Id;
  onPerson: (member: Id) => void;
}

/** Who has read a message and who has not, by section, with the number to call them. Moves as people read. */
export default function ReadersPane({ room, message: id, onPerson }: ReadersPaneProps) {
  const t = useText();
  const { person } = useMe();
  const message = messageIn(room, id);
  const marks = message?.root_id ? (room.threads.get(message.root_id)?.marks ?? null) : room.marks;
  const read = marks && message ? readBy(marks, message).read : undefined;
  const ask = useCallback(
    async (signal: AbortSignal) => {
      void read;
      const readers = await api.readers(id, signal);
      actions.learn([...readers.unread, ...readers.read.map(({ person }) => person)]);
      return readers;
    },
    [id, read],
  );
  const { answer, error, again } = usePaneQuery(ask);
  const phone = usePhoneList(room, id);
  useAgreement(answer?.read.length, read, again);
  const [tab, setTab] = useState<"unread" | "read">("unread");
  if (error !== null && answer === null) return <PaneProblem error={error} onAgain={again} />;
  if (answer === null) return <SkeletonRows person />;
  return (
    <div className={side.body}>
      {message && message.text !== "" && <p className={styles.message}>{message.text}</p>}
      <Share answer={answer} />
      {room.card.alliance_id && person.kind !== "guest" && !message?.root_id && (
        <Suspense>
          <ReadersByBody allianceId={room.card.alliance_id} message={id} read={answer.read.length} />
        </Suspense>
      )}
      <Tabs
        chosen={tab}
        label={t.talk.sideReaders}
        onChoose={setTab}
        tabs={[
          {
            id: "unread",
            label: t.talk.unreadTab(answer.unread.length),
            panel: (
              <>
                <RemindBar message={id} phone={phone} room={room} unread={answer.unread} />
                <Unread answer={answer} onPerson={onPerson} phone={phone} />
              </>
            ),
          },
          {
            id: "read",
            label: t.talk.readTab(answer.read.length),
            panel: <Read answer={answer} onPerson={onPerson} />,
          },
        ]}
      />
    </div>
  );
}

function Share({ answer }: { answer: ReadersAnswer }) {
  const t = useText();
  const { read, total } = answer;
  if (total === 0) return null;
  return (
    <div className={styles.share}>
      <span className={styles.numbers}>{t.talk.read(read.length, total)}</span>
      <progress
        aria-label={t.talk.read(read.length, total)}
        className={styles.bar}
        max={total}
        value={read.length}
      />
    </div>
  );
}

interface ListProps {
  answer: ReadersAnswer;
  onPerson: (member: Id) => void;
}

function Unread({ answer, onPerson, phone }: ListProps & { phone: PhoneWork }) {
  const t = useText();
  if (answer.unread.length > 0) {
    return <PhonePeople onPerson={onPerson} people={answer.unread} phone={phone} />;
  }
  return <p className={styles.nobody}>{answer.total === 0 ? t.talk.nobodyCounts : t.talk.nobodyUnread}</p>;
}

function Read({ answer, onPerson }: ListProps) {
  const t = useText();
  const times = new Map(answer.read.map(({ person, read_at }) => [person.id, read_at]));
  const now = useNow();
  const { era } = useSettings();
  const when = (person: Person) => {
    const at = times.get(person.id);
    if (!at) return null;
    return (
      <time className={styles.when} dateTime={new Date(at).toISOString()} title={fullWhenOf(at, t, era)}>
        {whenOf(at, now, t)}
      </time>
    );
  };
  if (answer.read.length === 0) return <p className={styles.nobody}>{t.talk.nobodyRead}</p>;
  return <People beside={when} onPerson={onPerson} people={answer.read.map(({ person }) => person)} />;
}
