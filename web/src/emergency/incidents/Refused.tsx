import { useCallback } from "react";
import { useText } from "../../i18n";
import { shortWhenOf } from "../../i18n/time";
import { facts, LineRow, RowWords } from "../../list/Row";
import { dropReport } from "../../net/fieldReports";
import { Button } from "../../parts/Button";
import { useAnswer } from "../../shell/useAnswer";
import { useWork } from "../../shell/useWork";
import styles from "./Incidents.module.css";
import { refusedReports, sendAgain } from "./waitingReports";
import { useIncidentWords } from "./words";

interface RefusedProps {
  owner: string;
  /** Changes when one was given: look anew. */
  round: number;
}

/** Reports that the server did not take: with the reason, to be sent again or dropped. */
export function Refused({ owner, round }: RefusedProps) {
  const t = useText();
  const w = useIncidentWords();
  const work = useWork();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks the same question again.
  const { value, again } = useAnswer(useCallback(() => refusedReports(owner), [owner, round]));
  if (value === null || value.length === 0) return null;
  const act = (run: () => Promise<void>) => work.run(() => run().then(again));
  return (
    <section aria-label={w.refusedTitle}>
      <h2 className={styles.heading}>{w.refusedTitle}</h2>
      <ul className={styles.rows}>
        {value.map((one) => (
          <LineRow key={one.key}>
            <RowWords
              name={w.damages[one.body.damage]}
              second={facts(shortWhenOf(one.at, Date.now(), t), one.refusal, one.body.text)}
            />
            <Button busy={work.busy} onPress={() => void act(() => sendAgain(one))} small>
              {w.sendAgain}
            </Button>
            <Button look="quiet" onPress={() => void act(() => dropReport(one.key))} small>
              {w.dropRefused}
            </Button>
          </LineRow>
        ))}
      </ul>
    </section>
  );
}
