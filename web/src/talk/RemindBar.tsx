import { useCallback, useState } from "react";
import { useText } from "../i18n";
import { whenOf } from "../i18n/time";
import { allows } from "../model/may";
import type { Room } from "../model/room";
import type { Id, Person } from "../model/types";
import { Button } from "../parts/Button";
import { saveTable } from "../parts/saving";
import { toast } from "../parts/toasts";
import { useNow } from "../shell/useNow";
import { useWork } from "../shell/useWork";
import { api, useMe } from "../state";
import styles from "./ReadersPane.module.css";
import UrgeDialog from "./UrgeDialog";
import { usePaneQuery } from "./usePaneQuery";

interface RemindBarProps {
  room: Room;
  message: Id;
  unread: readonly Person[];
}

/** What can be done about those who have not read: remind them by one act, or take the list along to phone. */
export function RemindBar({ room, message, unread }: RemindBarProps) {
  const t = useText();
  const { upto } = useMe();
  const now = useNow();
  const { busy, run } = useWork();
  const [isUrging, setUrging] = useState(false);
  const { answer, again } = usePaneQuery(
    useCallback((signal: AbortSignal) => api.reminders(message, signal), [message]),
  );
  if (unread.length === 0) return null;
  const last = answer?.last ?? null;
  const urgent = answer?.urgent ?? null;
  const isPaused = last !== null && last.again_at > now;
  const remind = () =>
    run(async () => {
      const { last: done } = await api.remind(message);
      again();
      if (done !== null) toast.done(t.talk.reminded(done.people, done.reached));
    });
  const save = () => saveTable([t.talk.phoneHeads, ...unread.map(rowOf)], `${t.talk.phoneFile}.csv`);
  return (
    <div className={styles.remind}>
      <div className={styles.deeds}>
        {answer?.may_remind && (
          <Button isDisabled={busy || isPaused} onPress={() => void remind()} small>
            {t.talk.remind(unread.length)}
          </Button>
        )}
        {answer?.may_urge && (
          <Button onPress={() => setUrging(true)} small>
            {t.talk.urge}
          </Button>
        )}
        {allows(upto, "download", room.card) && (
          <Button look="quiet" onPress={save} small>
            {t.talk.phoneList}
          </Button>
        )}
      </div>
      {answer?.may_remind && <p className={styles.last}>{t.talk.remindHours}</p>}
      {urgent !== null && (
        <p className={styles.last}>
          {t.talk.lastUrged(urgent.by.name, whenOf(urgent.at, now, t), urgent.people, urgent.reached)}
        </p>
      )}
      {last !== null && (
        <p className={styles.last}>
          {t.talk.lastReminded(last.by.name, whenOf(last.at, now, t), last.people, last.reached)}
          {isPaused && t.talk.remindAgain(whenOf(last.again_at, now, t))}
        </p>
      )}
      {isUrging && <UrgeDialog message={message} onClose={() => setUrging(false)} onTold={again} />}
    </div>
  );
}

function rowOf(person: Person): string[] {
  return [
    person.department_path ?? person.affiliation ?? "",
    person.post ?? "",
    person.name,
    person.extension ?? "",
  ];
}
