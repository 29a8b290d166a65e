import { useCallback } from "react";
import type { PollView } from "../api/generated";
import { PlusIcon, PollIcon } from "../design/icons";
import { useText } from "../i18n";
import { whenOf } from "../i18n/time";
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
import { useNow } from "../shell/useNow";
import { useRoom } from "../state";
import { polls } from "./api";
import styles from "./Polls.module.css";
import { newPollPath, pollPath } from "./paths";
import { useWords } from "./words";

/** The polls of a room, the newest first. */
export function PollList({ roomId, onBack }: { roomId: Id; onBack: () => void }) {
  const t = useText();
  const w = useWords();
  const isPhone = useIsPhone();
  const room = useRoom(roomId);
  const found = useList(
    "polls",
    useCallback((after: string | null, signal: AbortSignal) => polls.ofRoom(roomId, after, signal), [roomId]),
  );
  return (
    <div className={styles.page}>
      <PageHead note={room === null ? undefined : nameOf(room, t)} onBack={onBack} title={w.title}>
        <Button
          icon={<PlusIcon size={18} />}
          look="primary"
          onPress={() => navigate(newPollPath(roomId))}
          small={isPhone}
        >
          {isPhone ? w.makeShort : w.make}
        </Button>
      </PageHead>
      <PageBody>
        <List
          empty={
            <EmptyState icon={<PollIcon />} title={w.none}>
              {w.noneText}
            </EmptyState>
          }
          failed={w.failed}
          found={found}
          row={(poll) => <Row key={poll.id} poll={poll} />}
        />
      </PageBody>
    </div>
  );
}

function Row({ poll }: { poll: PollView }) {
  const t = useText();
  const w = useWords();
  const now = useNow();
  const hasAnswered = Object.keys(poll.own).length > 0;
  return (
    <li>
      <Link className={styles.row} to={pollPath(poll.id)}>
        <span className={styles.rowTop}>
          <span className={styles.title}>{poll.title}</span>
          {poll.is_closed && <Tag>{w.closed}</Tag>}
          {!poll.is_closed && (
            <Tag tone={hasAnswered ? "done" : "accent"}>{hasAnswered ? w.answered : w.toAnswer}</Tag>
          )}
        </span>
        <span className={styles.line}>
          {w.kinds[poll.kind]}　{w.by(poll.by, whenOf(poll.made_at, now, t))}　{w.answers(poll.answered)}
          {!poll.is_closed && poll.ends_at !== null && `　${w.until(whenOf(poll.ends_at, now, t))}`}
        </span>
      </Link>
    </li>
  );
}
