/** What stands between messages. */

import { AddPersonIcon } from "../design/icons";
import { useText } from "../i18n";
import { dayHeadingOf, fullWhenOf } from "../i18n/time";
import type { RoomCard } from "../model/types";
import { Button } from "../parts/Button";
import { nameOf } from "../rooms/name";
import { RoomAvatar } from "../rooms/RoomAvatar";
import { openDialog } from "../shell/dialogs";
import { useNow } from "../shell/useNow";
import { useSettings } from "../state";
import styles from "./rows.module.css";

export function DayRow({ at }: { at: number }) {
  const t = useText();
  const now = useNow();
  const { era } = useSettings();
  return (
    <div className={styles.day}>
      <span className={styles.dayText} title={fullWhenOf(at, t, era)}>
        {dayHeadingOf(at, now, t)}
      </span>
    </div>
  );
}

export function UnreadRow() {
  const t = useText();
  return (
    <div className={styles.unread}>
      <span className={styles.unreadText}>{t.talk.unreadLine}</span>
    </div>
  );
}

export function StartRow({ room }: { room: RoomCard }) {
  const t = useText();
  return (
    <div className={styles.start}>
      <RoomAvatar room={room} size="large" />
      <p className={styles.startTitle}>
        {room.kind === "direct" ? t.talk.startDirect : t.talk.start(nameOf(room, t))}
      </p>
      {room.kind === "group" && room.member_count === 1 && room.archived_at === null && (
        <Button
          icon={<AddPersonIcon size={18} />}
          onPress={() => openDialog({ kind: "add-members", room: room.id })}
          small
        >
          {t.talk.addPeople}
        </Button>
      )}
      <p className={styles.startText}>{room.purpose || (room.message_n === 0 ? t.talk.startText : "")}</p>
    </div>
  );
}
