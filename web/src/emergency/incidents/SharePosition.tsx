import { useCallback, useState } from "react";
import { clockOf } from "../../i18n/time";
import { Button } from "../../parts/Button";
import { Rounds } from "../../parts/Choices";
import { FormProblem } from "../../parts/Problem";
import { useAnswer } from "../../shell/useAnswer";
import { useWork } from "../../shell/useWork";
import { useEvery } from "../places/useEvery";
import { incidents } from "./api";
import styles from "./Incidents.module.css";
import { ownPosition } from "./positions";
import { useIncidentWords } from "./words";

const AGAIN_MS = 60_000;
const MINUTES = ["60", "180", "480"] as const;
type Minutes = (typeof MINUTES)[number];

/** Showing where one is, for a while: by one's own act, and until one stops. */
export function SharePosition({ id }: { id: string }) {
  const w = useIncidentWords();
  const own = useAnswer(useCallback((signal: AbortSignal) => incidents.position(id, signal), [id]));
  const work = useWork({ inline: true });
  const [minutes, setMinutes] = useState<Minutes>("60");
  const [problem, setProblem] = useState<string | null>(null);
  const until = own.value?.until ?? null;

  async function share(forMinutes: number) {
    const found = await ownPosition();
    const isHere = found !== null && isInJapan(found);
    setProblem(found === null ? w.shareFailed : isHere ? null : w.shareAbroad);
    if (found === null || !isHere) return;
    await incidents.sharePosition(id, { ...found, minutes: forMinutes });
    own.again();
  }

  // Never longer than was said: what is left of the time goes with each renewal.
  const renew = useCallback(() => {
    const left = until === null ? 0 : Math.floor((until - Date.now()) / 60_000);
    if (left < 1) return own.again();
    void ownPosition().then(async (found) => {
      if (found !== null && isInJapan(found)) {
        await incidents.sharePosition(id, { ...found, minutes: left }).catch(() => null);
      }
    });
  }, [id, until, own.again]);
  useEvery(AGAIN_MS, renew, until !== null);

  return (
    <section aria-label={w.shareTitle} className={styles.share}>
      <h2 className={styles.heading}>{w.shareTitle}</h2>
      {until === null ? (
        <>
          <p className={styles.quiet}>{w.shareText}</p>
          <Rounds
            choices={MINUTES.map((one) => ({ id: one, label: w.shareMinutes[one] }))}
            inline
            label={w.shareFor}
            onChange={setMinutes}
            value={minutes}
          />
          <Button busy={work.busy} onPress={() => void work.run(() => share(Number(minutes)))} wide>
            {w.shareStart}
          </Button>
        </>
      ) : (
        <>
          <p role="status">{w.shareOn(clockOf(until))}</p>
          <div className={styles.acts}>
            <Button busy={work.busy} onPress={() => void work.run(async () => renew())} small>
              {w.shareAgain}
            </Button>
            <Button
              busy={work.busy}
              onPress={() => void work.run(() => incidents.withdrawPosition(id).then(own.again))}
              small
            >
              {w.shareStop}
            </Button>
          </div>
        </>
      )}
      <FormProblem text={problem ?? work.problem} />
    </section>
  );
}

function isInJapan({ latitude, longitude }: { latitude: number; longitude: number }): boolean {
  return latitude >= 20 && latitude <= 46 && longitude >= 122 && longitude <= 155;
}
