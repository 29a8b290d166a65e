/** What goes on paper: the room, who is in it, the days and the loaded messages; who printed it, and when. */
import { createPortal } from "react-dom";
import { type Text, useText } from "../i18n";
import { clockOf, dayHeadingOf, fullWhenOf, isoDayOf } from "../i18n/time";
import { asOf, sectionOf } from "../model/people";
import type { Message, Person, RoomCard } from "../model/types";
import { nameOf } from "../rooms/name";
import { useMe, useSettings } from "../state";
import { get } from "../state/store";
import { Body } from "./Body";
import styles from "./PrintSheet.module.css";

interface PrintSheetProps {
  room: RoomCard;
  messages: readonly Message[];
}

export default function PrintSheet({ room, messages }: PrintSheetProps) {
  const t = useText();
  const { person, organization } = useMe();
  const { era } = useSettings();
  const now = Date.now();
  return createPortal(
    <div className={styles.sheet} data-print="">
      <header className={styles.head}>
        <h1 className={styles.room}>{nameOf(room, t)}</h1>
        <p>
          {[t.talk.members(room.member_count), t.rooms.classes[room.room_class], room.purpose]
            .filter(Boolean)
            .join("　")}
        </p>
        <p>
          {t.talk.printedBy(
            [organization.name, person.department, person.name].filter(Boolean).join(" "),
            fullWhenOf(now, t, era),
          )}
        </p>
      </header>
      {messages.map((message, i) => (
        <Printed
          day={isNewDay(message, messages[i - 1]) ? dayHeadingOf(message.at, 0, t) : null}
          key={message.id}
          message={message}
          t={t}
        />
      ))}
    </div>,
    document.body,
  );
}

function isNewDay(message: Message, before: Message | undefined): boolean {
  return before === undefined || isoDayOf(before.at) !== isoDayOf(message.at);
}

function Printed({ message, day, t }: { message: Message; day: string | null; t: Text }) {
  const me = useMe();
  const author: Person | null = asOf(get().people.get(message.author_id) ?? null, message.at);
  return (
    <>
      {day !== null && <h2 className={styles.day}>{day}</h2>}
      <article className={styles.message}>
        <p className={styles.who}>
          <b>{author?.name ?? ""}</b> {author && sectionOf(author, me.organization.id)} {clockOf(message.at)}
        </p>
        {message.removed_at !== null ? (
          <p>{t.talk.removed}</p>
        ) : (
          <Body id={`print ${message.id}`} isWhole mentions={message.mentions} text={message.text} />
        )}
        {message.files.length > 0 && (
          <p className={styles.files}>{message.files.map((file) => file.name).join(t.talk.nameSeparator)}</p>
        )}
        {message.replies && <p className={styles.files}>{t.talk.replies(message.replies.count)}</p>}
      </article>
    </>
  );
}
