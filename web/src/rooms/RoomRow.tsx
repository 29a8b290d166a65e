import { memo } from "react";
import { BellOffIcon } from "../design/icons";
import { useText } from "../i18n";
import { shortWhenOf } from "../i18n/time";
import type { Id, RoomCard } from "../model/types";
import { Count, Tag } from "../parts/Badge";
import { cx } from "../parts/cx";
import { useLongPress } from "../parts/useLongPress";
import { Link } from "../shell/Link";
import { roomPath } from "../shell/route";
import { useNow } from "../shell/useNow";
import { actions, type RoomRow as Row, useMe, usePerson, useRoomRow } from "../state";
import { ListClassMark } from "./ClassMark";
import { isUnread } from "./groups";
import { nameOf } from "./name";
import { previewOf } from "./preview";
import { RoomAvatar } from "./RoomAvatar";
import styles from "./RoomList.module.css";
import { RoomMenu } from "./RoomMenu";

interface RoomRowProps {
  id: Id;
  isHere: boolean;
  /** Rows of a phone carry the last message and its time. */
  tall: boolean;
  /** A finger that stays. */
  onLongPress?: (room: RoomCard) => void;
}

/** Drawn again only when its own room changes. */
export const RoomRow = memo(function RoomRow({ id, isHere, tall, onLongPress }: RoomRowProps) {
  const row = useRoomRow(id);
  const press = useLongPress(() => row && onLongPress?.(row.card));
  const t = useText();
  if (row === null || row.card.mine === null) return null;
  const name = nameOf(row.card, t);
  const waits = isUnread(row.card);
  return (
    <li className={cx(styles.item, isHere && styles.here)}>
      <Link
        aria-current={isHere ? "page" : undefined}
        className={cx(styles.row, tall && styles.tall, "ring-inside", waits && styles.waits)}
        data-row={id}
        onFocus={() => actions.prefetch(id)}
        onPointerEnter={() => actions.prefetch(id)}
        title={tall ? undefined : name}
        to={roomPath(id)}
        {...(onLongPress ? press : {})}
      >
        <RoomAvatar room={row.card} size={tall ? "standard" : "small"} />
        {tall ? <TallWords name={name} row={row} /> : <span className={styles.name}>{name}</span>}
        {!tall && <Marks row={row} />}
      </Link>
      <RoomMenu className={styles.menu} room={row.card} />
    </li>
  );
});

function TallWords({ row, name }: { row: Row; name: string }) {
  const { card } = row;
  const t = useText();
  const now = useNow();
  const me = useMe();
  const author = usePerson(card.last?.author_id ?? null);
  return (
    <span className={styles.words}>
      <span className={styles.line}>
        <span className={styles.name}>{name}</span>
        {card.last && <span className={styles.when}>{shortWhenOf(card.last.at, now, t)}</span>}
      </span>
      <span className={styles.line}>
        <span className={styles.preview}>{previewOf(card, author, me.person.id, t)}</span>
        <Marks row={row} />
      </span>
    </span>
  );
}

function Marks({ row }: { row: Row }) {
  const t = useText();
  const { mine } = row.card;
  if (mine === null) return null;
  const muted = mine.notify === "none";
  return (
    <span className={styles.marks}>
      {row.hasFailed && <span className={styles.failed}>{t.rooms.notSent}</span>}
      {!row.hasFailed && row.hasDraft && <span className={styles.draft}>{t.rooms.draft}</span>}
      <ListClassMark of={row.card.room_class} />
      {muted && (
        <span className={styles.muted} title={t.rooms.muted}>
          <BellOffIcon size={16} />
          <span className="said">{t.rooms.muted}</span>
        </span>
      )}
      {mine.fresh && <Tag tone="accent">{t.rooms.fresh}</Tag>}
      <Count kind="mention" n={mine.mentions} />
      {mine.mentions === 0 && (
        <Count kind={muted ? "muted" : "unread"} n={mine.unread || mine.thread_unread} />
      )}
    </span>
  );
}
