import { useCallback, useState } from "react";
import type { Reminders } from "../api/generated";
import { useText } from "../i18n";
import { whenOf } from "../i18n/time";
import { useBilingual } from "../i18n/useBilingual";
import { allows } from "../model/may";
import type { Room } from "../model/room";
import type { Id, Person } from "../model/types";
import { Button } from "../parts/Button";
import { saveTable } from "../parts/saving";
import { toast } from "../parts/toasts";
import { useNow } from "../shell/useNow";
import { useWork } from "../shell/useWork";
import { api, useMe } from "../state";
import { words } from "./confirmationWords";
import type { PhoneWork } from "./Phoning";
import { words as phoneWords } from "./phoneWords";
import styles from "./ReadersPane.module.css";
import UrgeDialog from "./UrgeDialog";
import { usePaneQuery } from "./usePaneQuery";

interface RemindBarProps {
  room: Room;
  message: Id;
  unread: readonly Person[];
  whom?: "unread" | "unconfirmed";
  phone: PhoneWork;
}

/** What can be done about those who have not read: remind them by one act, or take the list along to phone. */
export function RemindBar({ room, message, unread, whom = "unread", phone }: RemindBarProps) {
  const t = useText();
  const w = useBilingual(words);
  const p = useBilingual(phoneWords);
  const { upto } = useMe();
  const now = useNow();
  const { busy, run } = useWork();
  const [isUrging, setUrging] = useState(false);
  const { answer, again } = usePaneQuery(
    useCallback((signal: AbortSignal) => api.reminders(message, signal), [message]),
  );
  if (unread.length === 0) return null;
  const last = answer?.last ?? null;
  const isPaused = last !== null && last.again_at > now;
  const remind = () =>
    run(async () => {
      const { last: done } = await api.remind(message, whom);
      again();
      if (done !== null) toast.done(t.talk.reminded(done.people, done.reached));
    });
  const save = () => saveTable([t.talk.phoneHeads, ...unread.map(rowOf)], `${t.talk.phoneFile}.csv`);
  return (
    <div className={styles.remind}>
      <div className={styles.deeds}>
        {answer?.may_remind && (
          <Button isDisabled={busy || isPaused} onPress={() => void remind()} small>
            {whom === "unread" ? t.talk.remind(unread.length) : w.remind(unread.length)}
          </Button>
        )}
        {answer?.may_urge && whom === "unread" && (
          <Button onPress={() => setUrging(true)} small>
            {t.talk.urge}
          </Button>
        )}
        {phone.mayPhone && (
          <Button look="quiet" onPress={phone.toggle} small>
            {phone.isOpen ? p.stop : p.begin}
          </Button>
        )}
        {whom === "unread" && allows(upto, "download", room.card) && (
          <Button look="quiet" onPress={save} small>
            {t.talk.phoneList}
          </Button>
        )}
      </div>
      {answer !== null && <Done answer={answer} isPaused={isPaused} now={now} />}
      {isUrging && <UrgeDialog message={message} onClose={() => setUrging(false)} onTold={again} />}
    </div>
  );
}

/** What was done last, by whom, and when it can be done again. */
function Done({ answer, isPaused, now }: { answer: Reminders; isPaused: boolean; now: number }) {
  const t = useText();
  const { last, urgent, may_remind } = answer;
  return (
    <>
      {may_remind && <p className={styles.last}>{t.talk.remindHours}</p>}
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
    </>
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
