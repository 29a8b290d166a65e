import { useCallback, useState } from "react";
import { DoorIcon, OfflineIcon } from "../design/icons";
import { useText } from "../i18n";
import type { RoomCard } from "../model/types";
import { Button } from "../parts/Button";
import { EmptyState } from "../parts/EmptyState";
import { SearchField } from "../parts/SearchField";
import { SkeletonRows } from "../parts/Skeleton";
import { toast } from "../parts/toasts";
import { openDialog } from "../shell/dialogs";
import { useIsPhone } from "../shell/media";
import { PageHead } from "../shell/PageHead";
import { goBack, navigate, roomPath } from "../shell/route";
import { type OnePage, type Pages, usePages, useSettled } from "../shell/useAnswer";
import { useMay } from "../shell/useMay";
import { useWork } from "../shell/useWork";
import { actions, api } from "../state";
import { nameOf } from "./name";
import styles from "./OpenRooms.module.css";
import { RoomAvatar } from "./RoomAvatar";

/** The open rooms of one's own body that one is not in yet. */
export default function OpenRooms() {
  const t = useText();
  const isPhone = useIsPhone();
  const [typed, setTyped] = useState("");
  const q = useSettled(typed.trim());
  const found = usePages(
    useCallback(
      async (after: string | null, signal: AbortSignal): Promise<OnePage<RoomCard>> => {
        const { rooms, next } = await api.openRooms(q, after, signal);
        return { items: rooms, next };
      },
      [q],
    ),
  );
  return (
    <div className={styles.page}>
      <PageHead onBack={isPhone ? () => goBack("/") : undefined} title={t.rooms.openTitle} />
      <div className={styles.scroll}>
        <div className={styles.column}>
          <p className={styles.lead}>{t.rooms.openLead}</p>
          <SearchField label={t.rooms.openFind} onChange={setTyped} value={typed} />
          <Found found={found} isLooking={q !== ""} />
        </div>
      </div>
    </div>
  );
}

function Found({ found, isLooking }: { found: Pages<RoomCard>; isLooking: boolean }) {
  const t = useText();
  const may = useMay();
  const { items, phase, hasMore, more, again } = found;
  if (items.length > 0) {
    return (
      <>
        <ul className={styles.list}>
          {items.map((room) => (
            <Row key={room.id} room={room} />
          ))}
        </ul>
        {hasMore && (
          <Button busy={phase === "asking"} onPress={more}>
            {t.parts.loadMore}
          </Button>
        )}
      </>
    );
  }
  if (phase === "asking") return <SkeletonRows person />;
  if (phase === "failed") {
    return (
      <EmptyState
        action={<Button onPress={again}>{t.parts.retry}</Button>}
        icon={<OfflineIcon />}
        title={t.rooms.openFailed}
      />
    );
  }
  if (isLooking) {
    return (
      <EmptyState icon={<DoorIcon />} title={t.rooms.openNoHitTitle}>
        {t.rooms.openNoHitText}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      action={
        may("create_room") && (
          <Button onPress={() => openDialog({ kind: "new-room" })}>{t.rooms.newRoom}</Button>
        )
      }
      icon={<DoorIcon />}
      title={t.rooms.openNoneTitle}
    >
      {t.rooms.openNoneText}
    </EmptyState>
  );
}

function Row({ room }: { room: RoomCard }) {
  const t = useText();
  const work = useWork();
  const name = nameOf(room, t);
  async function join() {
    const done = await work.run(() => actions.joinRoom(room.id));
    if (!done) return;
    toast.done(t.rooms.joined(name));
    navigate(roomPath(room.id));
  }
  return (
    <li className={styles.row}>
      <RoomAvatar room={room} />
      <div className={styles.words}>
        <p className={styles.first}>
          <span className={styles.name}>{name}</span>
          <span className={styles.count}>{t.parts.people(room.member_count)}</span>
        </p>
        <p className={styles.purpose}>{room.purpose}</p>
      </div>
      <Button aria-label={`${t.rooms.join}: ${name}`} busy={work.busy} onPress={join} small>
        {t.rooms.join}
      </Button>
    </li>
  );
}
