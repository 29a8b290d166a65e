import { useCallback } from "react";
import type { MeetingRow } from "../api/generated";
import { CalendarIcon, PlusIcon } from "../design/icons";
import { useText } from "../i18n";
import { fullWhenOf } from "../i18n/time";
import { List } from "../list/List";
import { useList } from "../list/useList";
import type { Id } from "../model/types";
import { Tag } from "../parts/Badge";
import { Button } from "../parts/Button";
import { EmptyState } from "../parts/EmptyState";
import { nameOf } from "../rooms/name";
import { Link } from "../shell/Link";
import { useIsPhone } from "../shell/media";
import { PageBody } from "../shell/PageBody";
import { PageHead } from "../shell/PageHead";
import { navigate } from "../shell/route";
import { useRoom } from "../state";
import { meetings } from "./api";
import styles from "./Meetings.module.css";
import { meetingPath, newMeetingPath } from "./paths";
import { useWords } from "./words";

/** The meetings of a room, the latest first. */
export function MeetingList({ roomId, onBack }: { roomId: Id; onBack: () => void }) {
  const t = useText();
  const w = useWords();
  const isPhone = useIsPhone();
  const room = useRoom(roomId);
  const found = useList(
    "meetings",
    useCallback(
      (after: string | null, signal: AbortSignal) => meetings.ofRoom(roomId, after, signal),
      [roomId],
    ),
  );
  return (
    <div className={styles.page}>
      <PageHead note={room === null ? undefined : nameOf(room, t)} onBack={onBack} title={w.title}>
        <Button
          icon={<PlusIcon size={18} />}
          look="primary"
          onPress={() => navigate(newMeetingPath(roomId))}
          small={isPhone}
        >
          {isPhone ? w.prepareShort : w.prepare}
        </Button>
      </PageHead>
      <PageBody>
        <List
          empty={
            <EmptyState icon={<CalendarIcon />} title={w.none}>
              {w.noneText}
            </EmptyState>
          }
          failed={w.failed}
          found={found}
          row={(meeting) => <Row key={meeting.id} meeting={meeting} />}
        />
      </PageBody>
    </div>
  );
}

function Row({ meeting }: { meeting: MeetingRow }) {
  const t = useText();
  const w = useWords();
  return (
    <li>
      <Link className={styles.row} to={meetingPath(meeting.id)}>
        <span className={styles.rowTop}>
          <span className={styles.title}>{meeting.title}</span>
          {meeting.is_over && <Tag>{w.over}</Tag>}
        </span>
        <span className={styles.line}>
          {fullWhenOf(meeting.begins_at, t, false)}
          {meeting.place && `　${meeting.place}`}　{w.papersCount(meeting.papers)}
        </span>
      </Link>
    </li>
  );
}
