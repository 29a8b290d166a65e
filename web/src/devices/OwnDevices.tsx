import { useCallback, useState } from "react";
import type { DeviceView } from "../api/generated";
import { useText } from "../i18n";
import { whenOf } from "../i18n/time";
import { useBilingual } from "../i18n/useBilingual";
import { Button } from "../parts/Button";
import { Question } from "../parts/Question";
import { SkeletonRows } from "../parts/Skeleton";
import { toast } from "../parts/toasts";
import { useAnswer } from "../shell/useAnswer";
import { useWork } from "../shell/useWork";
import { api } from "../state";
import styles from "./Devices.module.css";
import { words } from "./words";

/** The devices I signed in with; a lost one is reported here. */
export default function OwnDevices() {
  const t = useText();
  const w = useBilingual(words);
  const answer = useAnswer(useCallback((signal: AbortSignal) => api.devices(signal), []));
  const [asked, setAsked] = useState<DeviceView | null>(null);
  const work = useWork();
  async function report() {
    if (asked === null || !(await work.run(() => api.reportLost(asked.id)))) return;
    toast.done(w.lostDone);
    setAsked(null);
    answer.again();
  }
  if (answer.phase === "failed") {
    return (
      <div>
        <p>{w.failed}</p>
        <Button onPress={answer.again} small>
          {t.parts.retry}
        </Button>
      </div>
    );
  }
  if (answer.value === null) return <SkeletonRows rows={2} />;
  return (
    <>
      <p className={styles.note}>{w.ownNote}</p>
      <ul className={styles.list}>
        {answer.value.devices.map((device) => (
          <li className={styles.row} key={device.id}>
            <div className={styles.what}>
              <p className={styles.name}>
                <span>{device.name}</span>
                {device.is_this && <span className={styles.tag}>{w.thisDevice}</span>}
                {device.status !== "known" && <span className={styles.tag}>{w.status[device.status]}</span>}
              </p>
              <p className={styles.note}>
                {[
                  t.settings.browserOn(device.browser, device.system),
                  w.lastUsed(whenOf(device.seen_at, Date.now(), t)),
                  ...(device.status === "lost" ? [device.wiped_at === null ? w.notWiped : w.wiped] : []),
                ].join(w.between)}
              </p>
            </div>
            {!device.is_this && device.status !== "lost" && (
              <Button aria-label={w.lostOf(device.name)} onPress={() => setAsked(device)} small>
                {w.lost}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {asked && (
        <Question
          busy={work.busy}
          onClose={() => setAsked(null)}
          onYes={report}
          title={w.lostTitle}
          verb={w.lostVerb}
        >
          {w.lostText(asked.name)}
        </Question>
      )}
    </>
  );
}
