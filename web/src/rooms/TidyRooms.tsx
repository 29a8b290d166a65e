import { useState } from "react";
import { useText } from "../i18n";
import { whenOf } from "../i18n/time";
import { useBilingual } from "../i18n/useBilingual";
import type { Id, RoomCard } from "../model/types";
import { Tag } from "../parts/Badge";
import { Button } from "../parts/Button";
import { Dialog } from "../parts/Dialog";
import { toast } from "../parts/toasts";
import { useNow } from "../shell/useNow";
import { actions, useRooms } from "../state";
import { nameOf } from "./name";
import styles from "./TidyRooms.module.css";
import { words } from "./tidyWords";

const lastOf = ({ last, created_at }: RoomCard) => last?.at ?? created_at;

/** Rooms one is in, the longest unused first: to leave or archive many at once. */
export default function TidyRooms({ onClose }: { onClose: () => void }) {
  const t = useText();
  const w = useBilingual(words);
  const now = useNow();
  const [chosen, setChosen] = useState<ReadonlySet<Id>>(new Set());
  const [isBusy, setBusy] = useState(false);
  const rooms = useRooms()
    .filter(({ kind, mine, department_id }) => kind === "group" && mine !== null && department_id === null)
    .sort((a, b) => lastOf(a) - lastOf(b));
  const picked = rooms.filter(({ id }) => chosen.has(id));
  const mayArchive = picked.every(({ mine, archived_at }) => mine?.role === "master" && archived_at === null);

  function toggle(id: Id) {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  }

  /** One after the other: what is refused does not stop the rest, and is told. */
  async function each(act: (room: Id) => Promise<unknown>, told: (n: number) => string) {
    setBusy(true);
    let done = 0;
    for (const { id } of picked) {
      await act(id).then(
        () => {
          done += 1;
        },
        () => undefined,
      );
    }
    setBusy(false);
    setChosen(new Set());
    if (done === picked.length) toast.done(told(done));
    else toast.news(w.some(done, picked.length));
  }

  return (
    <Dialog
      actions={
        <>
          <Button
            busy={isBusy}
            isDisabled={picked.length === 0 || !mayArchive}
            onPress={() => void each(actions.archiveRoom, w.archived)}
          >
            {w.archive(picked.length)}
          </Button>
          <Button
            busy={isBusy}
            isDisabled={picked.length === 0}
            look="danger"
            onPress={() => void each(actions.leaveRoom, w.left)}
          >
            {w.leave(picked.length)}
          </Button>
        </>
      }
      lead={w.lead}
      onClose={onClose}
      title={w.title}
    >
      {rooms.length === 0 && <p>{w.none}</p>}
      {picked.length > 0 && !mayArchive && <p>{w.mastersOnly}</p>}
      <ul className={styles.rooms}>
        {rooms.map((room) => (
          <li key={room.id}>
            <label className={styles.room}>
              <input checked={chosen.has(room.id)} onChange={() => toggle(room.id)} type="checkbox" />
              <span className={styles.words}>
                {nameOf(room, t)}
                <span className={styles.last}>
                  {room.last === null ? w.never : w.last(whenOf(room.last.at, now, t))}
                </span>
              </span>
              {room.mine?.role === "master" && <Tag>{w.master}</Tag>}
            </label>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
