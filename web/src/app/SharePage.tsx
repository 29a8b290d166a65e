import { useEffect, useState } from "react";
import { AttachIcon, WarningIcon } from "../design/icons";
import { type Text, useText } from "../i18n";
import { useBilingual } from "../i18n/useBilingual";
import { typed } from "../model/draft";
import { allows, type Upto } from "../model/may";
import type { RoomCard } from "../model/types";
import type { Shared } from "../model/worker";
import { forgetShared, readShared } from "../net/shared";
import { EmptyState } from "../parts/EmptyState";
import { SearchField } from "../parts/SearchField";
import { SkeletonRows } from "../parts/Skeleton";
import { toast } from "../parts/toasts";
import { nameOf } from "../rooms/name";
import { RoomAvatar } from "../rooms/RoomAvatar";
import { useIsPhone } from "../shell/media";
import { PageHead } from "../shell/PageHead";
import { goBack, navigate, roomPath } from "../shell/route";
import { actions, useMe, useRooms } from "../state";
import { words } from "./offlineWords";
import styles from "./SharePage.module.css";

/** What another app shared goes into the room that is chosen here; it is sent there, after one has looked at it. */
export default function SharePage({ hasFailed }: { hasFailed: boolean }) {
  const w = useBilingual(words);
  const isPhone = useIsPhone();
  const [shared, setShared] = useState<Shared | null | undefined>();
  useEffect(() => {
    readShared().then(setShared, () => setShared(null));
  }, []);
  return (
    <div className={styles.page}>
      <PageHead onBack={isPhone ? () => goBack("/") : undefined} title={w.shareTitle} />
      <div className={styles.scroll}>
        {hasFailed ? (
          <EmptyState icon={<WarningIcon />} title={w.shareFailedTitle}>
            {w.shareFailedText}
          </EmptyState>
        ) : shared === undefined ? (
          <SkeletonRows rows={4} />
        ) : shared === null ? (
          <EmptyState icon={<AttachIcon />} title={w.shareNoneTitle}>
            {w.shareNoneText}
          </EmptyState>
        ) : (
          <Choice shared={shared} />
        )}
      </div>
    </div>
  );
}

function Choice({ shared }: { shared: Shared }) {
  const t = useText();
  const w = useBilingual(words);
  const { upto } = useMe();
  const [sought, setSought] = useState("");
  const rooms = useRooms().filter((room) => mayReceive(room, upto) && isFound(room, sought, t));
  const put = (room: RoomCard) => {
    const hasFiles = shared.files.length > 0;
    const mayAttach = allows(upto, "attach", room);
    void putInto(room, shared, mayAttach);
    if (hasFiles && !mayAttach) toast.news(w.shareNoFiles);
    navigate(roomPath(room.id), { replace: true });
  };
  return (
    <>
      <div className={styles.what}>
        {shared.text !== "" && <p className={styles.text}>{shared.text}</p>}
        {shared.files.length > 0 && <p>{w.shareFiles(shared.files.length)}</p>}
        <p className={styles.note}>{w.shareNote}</p>
      </div>
      <SearchField label={w.shareFind} onChange={setSought} placeholder={w.shareFind} value={sought} />
      {rooms.length === 0 && <p className={styles.note}>{w.shareNoRoom}</p>}
      <ul className={styles.rooms}>
        {rooms.map((room) => (
          <li key={room.id}>
            <button className={styles.room} onClick={() => put(room)} type="button">
              <RoomAvatar room={room} size="standard" />
              <span className={styles.name}>{nameOf(room, t)}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function mayReceive(room: RoomCard, upto: Upto): boolean {
  return room.mine !== null && room.archived_at === null && allows(upto, "write", room);
}

function isFound(room: RoomCard, sought: string, t: Text): boolean {
  return nameOf(room, t).toLowerCase().includes(sought.trim().toLowerCase());
}

async function putInto(room: RoomCard, shared: Shared, mayAttach: boolean): Promise<void> {
  const draft = actions.draftOf(room.id, null);
  const text = [draft.text, shared.text].filter((part) => part !== "").join("\n");
  if (shared.text !== "") actions.saveDraft(room.id, null, typed(draft, text));
  if (mayAttach) for (const file of shared.files) actions.attach(room.id, null, file);
  // Only once: by then the files are kept beside the outbox.
  await forgetShared();
}
