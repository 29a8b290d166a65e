import { useCallback, useState } from "react";
import { useText } from "../i18n";
import { clockOf } from "../i18n/time";
import { readBy } from "../model/reading";
import { messageIn, type Room } from "../model/room";
import type { Id, Person, ReadersAnswer } from "../model/types";
import { SkeletonRows } from "../parts/Skeleton";
import { Tabs } from "../parts/Tabs";
import { actions, api } from "../state";
import { PaneProblem } from "./PaneProblem";
import { People } from "./People";
import styles from "./ReadersPane.module.css";
import side from "./SidePane.module.css";
import { useAsked } from "./useAsked";

interface ReadersPaneProps {
  room: Room;
  message: Id;
  onPerson: (member: Id) => void;
}

/** Who has read a message and who has not, by section, with the number to call them. Moves as people read. */
export default function ReadersPane({ room, message: id, onPerson }: ReadersPaneProps) {
  const t = useText();
  const message = messageIn(room, id);
  const counted = room.marks && message ? readBy(room.marks, message) : null;
  const read = counted?.read;
  const ask = useCallback(
    async (signal: AbortSignal) => {
      void read;
      const readers = await api.readers(id, signal);
      actions.learn([...readers.unread, ...readers.read.map(({ person }) => person)]);
      return readers;
    },
    [id, read],
  );
  const { answer, error, again } = useAsked(ask);
  const [tab, setTab] = useState<"unread" | "read">("unread");
  if (error !== null && answer === null) return <PaneProblem error={error} onAgain={again} />;
  if (answer === null) return <SkeletonRows person />;
  return (
    <div className={side.body}>
      {message && message.text !== "" && <p className={styles.message}>{message.text}</p>}
      <Share answer={answer} />
      <Tabs
        chosen={tab}
        label={t.talk.sideReaders}
        onChoose={setTab}
        tabs={[
          {
            id: "unread",
            label: t.talk.unreadTab(answer.unread.length),
            panel: <Unread answer={answer} onPerson={onPerson} />,
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

function Unread({ answer, onPerson }: ListProps) {
  const t = useText();
  if (answer.unread.length > 0) return <People onPerson={onPerson} people={answer.unread} />;
  return <p className={styles.nobody}>{answer.total === 0 ? t.talk.nobodyCounts : t.talk.nobodyUnread}</p>;
}

function Read({ answer, onPerson }: ListProps) {
  const t = useText();
  if (answer.read.length === 0) return <p className={styles.nobody}>{t.talk.nobodyRead}</p>;
  const times = new Map(answer.read.map(({ person, read_at }) => [person.id, read_at]));
  const when = (person: Person) => {
    const at = times.get(person.id);
    return at ? <span className={styles.when}>{clockOf(at)}</span> : null;
  };
  return <People beside={when} onPerson={onPerson} people={answer.read.map(({ person }) => person)} />;
}
