import type { Virtualizer } from "@tanstack/react-virtual";
import type { WheelEvent } from "react";
import { Button as AriaButton } from "react-aria-components/Button";
import { DownIcon, UpIcon } from "../design/icons";
import { useText } from "../i18n";
import type { Room } from "../model/room";
import type { Row } from "../model/timeline";
import { cx } from "../parts/cx";
import styles from "./Jumps.module.css";
import type { Loading } from "./useLoading";
import type { TalkPlace } from "./usePlace";

interface JumpsProps {
  room: Room;
  rows: readonly Row[];
  place: TalkPlace;
  list: Virtualizer<HTMLDivElement, HTMLElement>;
  loading: Loading;
}

const FAR_PX = 320;

/** Ways out of where one has scrolled to: to the oldest unread, to the newest; and what could not be loaded. */
export function Jumps({ room, rows, place, list, loading }: JumpsProps) {
  const t = useText();
  const unread = room.card.mine?.unread ?? 0;
  const readN = room.card.mine?.read_n ?? 0;
  const isFar = (place.span?.hasAfter ?? false) || list.getDistanceFromEnd() > FAR_PX;
  const isUnreadAbove = unread > 0 && firstShownN(list, rows) > readN + 1;
  // They float over the list: the wheel goes through.
  const scroll = ({ deltaY }: WheelEvent) => list.scrollElement?.scrollBy({ top: deltaY });
  return (
    <>
      <div className={styles.above} onWheel={scroll}>
        {loading.hasFailed && (
          <span className={styles.failed} role="alert">
            {t.talk.loadFailed}
            <AriaButton className={cx(styles.link)} onPress={loading.retry}>
              {t.talk.again}
            </AriaButton>
          </span>
        )}
        {isUnreadAbove && (
          <AriaButton
            aria-label={`${t.talk.toOldestUnread(unread)} ${t.talk.toOldestUnreadSaid}`}
            className={cx(styles.pill)}
            onPress={place.toUnread}
          >
            <UpIcon size={16} />
            {t.talk.toOldestUnread(unread)}
          </AriaButton>
        )}
      </div>
      <div className={styles.below} onWheel={scroll}>
        {isFar && (
          <AriaButton
            aria-label={unread > 0 ? `${t.talk.newBelow(unread)} ${t.talk.toNewest}` : t.talk.toNewest}
            className={cx(styles.pill, unread === 0 && styles.round)}
            onPress={place.toNewest}
          >
            <DownIcon size={unread > 0 ? 16 : 20} />
            {unread > 0 && !isUnreadAbove && t.talk.newBelow(unread)}
          </AriaButton>
        )}
      </div>
    </>
  );
}

function firstShownN(list: JumpsProps["list"], rows: readonly Row[]): number {
  const top = list.scrollOffset ?? 0;
  for (const item of list.getVirtualItems()) {
    const row = rows[item.index];
    if (row?.kind === "message" && item.end > top) return row.message.n;
  }
  return 0;
}
