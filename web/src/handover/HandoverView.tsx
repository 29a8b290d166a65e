import { useState } from "react";
import type { Handover, MessageHanded, RoomHanded } from "../api/generated";
import { CloseIcon } from "../design/icons";
import { useText } from "../i18n";
import { whenOf } from "../i18n/time";
import type { Person } from "../model/types";
import { Tag } from "../parts/Badge";
import { Button } from "../parts/Button";
import { IconButton } from "../parts/IconButton";
import { TextField } from "../parts/TextField";
import { toast } from "../parts/toasts";
import { Link } from "../shell/Link";
import { roomPath } from "../shell/route";
import { useNow } from "../shell/useNow";
import { useWork } from "../shell/useWork";
import { DRAFT, handovers } from "./api";
import styles from "./Handover.module.css";
import { useWords } from "./words";

interface ViewProps {
  handover: Handover;
  /** Whoever wrote it changes it; the successor reads it. */
  isMine: boolean;
  onChanged: () => void;
}

/** Note, marks, mentions, rooms: the same four for whoever leaves and whoever comes. */
export function HandoverView({ handover, isMine, onChanged }: ViewProps) {
  const w = useWords();
  const id = handover.handed_at === null || handover.id === null ? DRAFT : handover.id;
  const people = new Map(handover.people.map((person) => [person.id, person]));
  const { marks, rooms } = handover;
  return (
    <>
      <section className={styles.section}>
        {isMine ? (
          <Note id={id} key={id} note={handover.note} />
        ) : (
          <>
            <h2 className={styles.heading}>{w.note}</h2>
            <p className={handover.note ? styles.note : styles.hint}>{handover.note || w.nothingWritten}</p>
          </>
        )}
      </section>
      <section className={styles.section}>
        <h2 className={styles.heading}>{w.marks}</h2>
        {marks.length === 0 && <p className={styles.hint}>{isMine ? w.noMarks : w.noMarksGiven}</p>}
        {marks.length > 0 && isMine && <p className={styles.hint}>{w.marksHint}</p>}
        <ul>
          {marks.map((mark) => (
            <Mark
              id={id}
              isMine={isMine}
              key={mark.message.id}
              mark={mark}
              onChanged={onChanged}
              people={people}
            />
          ))}
        </ul>
      </section>
      <Mentions handover={handover} isMine={isMine} people={people} />
      <section className={styles.section}>
        <h2 className={styles.heading}>{w.rooms}</h2>
        <p className={styles.hint}>{rooms.length === 0 ? w.noRooms : isMine ? w.roomsHint : w.roomsGiven}</p>
        <ul>
          {rooms.map((room) => (
            <Room isMine={isMine} key={room.id} room={room} />
          ))}
        </ul>
      </section>
    </>
  );
}

function Note({ id, note }: { id: string; note: string }) {
  const w = useWords();
  const work = useWork();
  const [kept, setKept] = useState(note);
  const [text, setText] = useState(note);
  const isDirty = text.trim() !== kept;
  const save = () =>
    work.run(async () => {
      await handovers.write(id, text);
      setKept(text.trim());
      toast.done(w.saved);
    });
  return (
    <>
      <TextField
        hint={w.noteHint}
        label={w.note}
        lines={8}
        maxLength={10_000}
        onChange={setText}
        value={text}
      />
      <div className={styles.acts}>
        <Button busy={work.busy} isDisabled={!isDirty} look="primary" onPress={save} small>
          {w.save}
        </Button>
        <span className={styles.hint} role="status">
          {isDirty && w.unsaved}
        </span>
      </div>
    </>
  );
}

type People = ReadonlyMap<string, Person>;

interface MentionsProps {
  handover: Handover;
  isMine: boolean;
  people: People;
}

function Mentions({ handover: { mentions, giver, has_more_mentions }, isMine, people }: MentionsProps) {
  const w = useWords();
  const said = isMine ? w.mentionsHint : w.mentionsFrom(giver.name);
  return (
    <section className={styles.section}>
      <h2 className={styles.heading}>{w.mentions}</h2>
      <p className={styles.hint}>
        {mentions.length === 0 ? w.noMentions : said} {has_more_mentions && w.moreMentions}
      </p>
      <ul>
        {mentions.map((handed) => (
          <li className={styles.item} key={handed.message.id}>
            <Line handed={handed} people={people} />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface MarkProps {
  id: string;
  mark: MessageHanded;
  isMine: boolean;
  people: People;
  onChanged: () => void;
}

function Mark({ id, mark, isMine, people, onChanged }: MarkProps) {
  const w = useWords();
  const work = useWork();
  const [comment, setComment] = useState(mark.comment);
  const { message } = mark;
  const keep = () => {
    if (comment.trim() === mark.comment) return;
    void work.run(async () => {
      await handovers.mark(id, message.id, comment);
      onChanged();
    });
  };
  const drop = () =>
    work.run(async () => {
      await handovers.unmark(id, message.id);
      onChanged();
    });
  return (
    <li className={styles.item}>
      <div className={styles.marked}>
        <Line handed={mark} people={people} />
        {isMine && (
          <IconButton label={w.unmark(message.text.slice(0, 20))} onPress={drop}>
            <CloseIcon size={18} />
          </IconButton>
        )}
      </div>
      {isMine ? (
        <div className={styles.comment}>
          <TextField label={w.comment} maxLength={500} onBlur={keep} onChange={setComment} value={comment} />
        </div>
      ) : (
        mark.comment && <p className={styles.said}>{mark.comment}</p>
      )}
    </li>
  );
}

function Line({ handed: { message, room }, people }: { handed: MessageHanded; people: People }) {
  const t = useText();
  const w = useWords();
  const now = useNow();
  const author = people.get(message.author_id);
  const words = message.removed_at !== null ? w.removed : message.text || w.files(message.files.length);
  return (
    <Link className={styles.link} to={roomPath(message.room_id, { messageId: message.id })}>
      <span className={styles.where}>
        <span className={styles.room}>{room}</span>
        <span className={styles.name}>{author?.name}</span>
        <span className={styles.about}>{whenOf(message.at, now, t)}</span>
      </span>
      <span className={styles.text}>{words}</span>
    </Link>
  );
}

function Room({ room, isMine }: { room: RoomHanded; isMine: boolean }) {
  const w = useWords();
  return (
    <li className={styles.item}>
      <Link className={styles.roomLink} to={roomPath(room.id)}>
        <span className={styles.roomName}>{room.name}</span>
        {room.follows_post && <Tag>{w.follows}</Tag>}
        {room.was_master && <Tag tone="accent">{isMine ? w.wasMasterMine : w.wasMaster}</Tag>}
        {!isMine && room.is_master && <Tag tone="done">{w.isMaster}</Tag>}
        {room.is_archived && <Tag>{w.archived}</Tag>}
      </Link>
    </li>
  );
}
