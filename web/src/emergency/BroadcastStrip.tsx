import { useCallback, useEffect, useState } from "react";
import { WarningIcon } from "../design/icons";
import { Button } from "../parts/Button";
import { cx } from "../parts/cx";
import { Dialog } from "../parts/Dialog";
import { toast } from "../parts/toasts";
import { useAnswer } from "../shell/useAnswer";
import { useAnnouncementsChanged, useMe } from "../state";
import { broadcasts } from "./api";
import styles from "./Emergency.module.css";
import { sendWaitingReports } from "./incidents/waitingReports";
import { OwnOne } from "./OwnOne";
import { sendWaitingAnswers } from "./waitingAnswers";
import { useWords } from "./words";

/** What was sent to oneself and waits for an answer, above every page until it is given. */
export default function BroadcastStrip() {
  const w = useWords();
  const refusedWords = w.reportRefused;
  const { person } = useMe();
  const { value, again } = useAnswer(useCallback((signal: AbortSignal) => broadcasts.mine(signal), []));
  const [isOpen, setOpen] = useState(false);
  useAnnouncementsChanged(again);
  useEffect(() => {
    const send = () => sendWaitingAnswers(person.id).then(again, () => null);
    void sendWaitingAnswers(person.id).catch(() => null);
    addEventListener("online", send);
    return () => removeEventListener("online", send);
  }, [person.id, again]);
  useEffect(() => {
    const send = () =>
      void sendWaitingReports(person.id).then(
        ({ refused }) => refused !== null && toast.problem(null, `${refusedWords}${refused}`),
        () => null,
      );
    send();
    addEventListener("online", send);
    return () => removeEventListener("online", send);
  }, [person.id, refusedWords]);
  const all = value?.broadcasts ?? [];
  const fresh = all.filter(({ step }) => step === "stored").map(({ id }) => id);
  const freshIds = fresh.join(" ");
  useEffect(() => {
    if (freshIds !== "") void broadcasts.onDevice(freshIds.split(" ")).catch(() => null);
  }, [freshIds]);
  const open = all.filter(({ is_done }) => !is_done);
  const [first] = open;
  if (first === undefined) return null;
  return (
    <section
      aria-label={w.title}
      className={cx(styles.strip, first.is_urgent && styles.stripUrgent)}
      data-drill={first.is_drill}
    >
      <WarningIcon />
      <div className={styles.stripWords} role={first.is_urgent ? "alert" : "status"}>
        <p className={styles.stripTitle}>
          {first.is_drill && <span className={styles.mark}>{w.drill}</span>}
          {first.is_urgent && <span className={styles.urgent}>{w.urgent}</span>}
          {first.title}
        </p>
        {open.length > 1 && <p className={styles.quiet}>{w.others(open.length - 1)}</p>}
      </div>
      <Button look={first.is_urgent ? "primary" : "plain"} onPress={() => setOpen(true)} small>
        {first.asked === "read" || first.asked === "confirm" ? w.open : w.respond}
      </Button>
      {isOpen && (
        <Dialog onClose={() => setOpen(false)} title={first.is_drill ? `${w.title}（${w.drill}）` : w.title}>
          <OwnOne
            key={first.id}
            onChanged={() => {
              setOpen(false);
              again();
            }}
            one={first}
          />
        </Dialog>
      )}
    </section>
  );
}
