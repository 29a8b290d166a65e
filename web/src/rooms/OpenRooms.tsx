import { useCallback, useState } from "react";
import { DoorIcon } from "../design/icons";
import { useText } from "../i18n";
import { List } from "../list/List";
import { LineRow, RowWords } from "../list/Row";
import { useList } from "../list/useList";
import type { RoomCard } from "../model/types";
import { Button } from "../parts/Button";
import { EmptyState } from "../parts/EmptyState";
import { SearchField } from "../parts/SearchField";
import { toast } from "../parts/toasts";
import { openDialog } from "../shell/dialogs";
import { useIsPhone } from "../shell/media";
import { PageBody } from "../shell/PageBody";
import { PageHead } from "../shell/PageHead";
import { goBack, navigate, roomPath } from "../shell/route";
import { useSettled } from "../shell/useAnswer";
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
  const found = useList(
    "rooms",
    useCallback((after: string | null, signal: AbortSignal) => api.openRooms(q, after, signal), [q]),
  );
  return (
    <div className={styles.page}>
      <PageHead onBack={isPhone ? () => goBack("/") : undefined} title={t.rooms.openTitle} />
      <PageBody column>
        <p className={styles.lead}>{t.rooms.openLead}</p>
        <SearchField label={t.rooms.openFind} onChange={setTyped} value={typed} />
        <List
          empty={<Nothing isLooking={q !== ""} />}
          failed={t.rooms.openFailed}
          found={found}
          people
          row={(room) => <Row key={room.id} room={room} />}
        />
      </PageBody>
    </div>
  );
}

function Nothing({ isLooking }: { isLooking: boolean }) {
  const t = useText();
  const may = useMay();
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
    <LineRow>
      <RoomAvatar room={room} />
      <RowWords
        beside={<span className={styles.count}>{t.parts.people(room.member_count)}</span>}
        name={name}
      >
        <span className={styles.purpose}>{room.purpose}</span>
      </RowWords>
      <Button aria-label={`${t.rooms.join}: ${name}`} busy={work.busy} onPress={join} small>
        {t.rooms.join}
      </Button>
    </LineRow>
  );
}
