import type { ReportView } from "../api/generated";
import { Button } from "../parts/Button";
import { toast } from "../parts/toasts";
import { useNow } from "../shell/useNow";
import { useWork } from "../shell/useWork";
import styles from "./Attendance.module.css";
import { attendance } from "./api";
import { useTimes } from "./times";
import { useWords } from "./words";

/** What one reported that is not over, and a touch to be back. */
export function Own({ reports, onEnded }: { reports: readonly ReportView[]; onEnded: () => void }) {
  const w = useWords();
  const now = useNow();
  const times = useTimes();
  const { busy, run } = useWork();
  if (reports.length === 0) return null;
  const end = async (one: ReportView) => {
    if (!(await run(() => attendance.end(one.id)))) return;
    toast.done(one.begins_at < now ? w.isBack : w.takenBack);
    onEnded();
  };
  return (
    <section aria-labelledby="attendance-own">
      <h2 className={styles.heading} id="attendance-own">
        {w.own}
      </h2>
      <ul>
        {reports.map((one) => (
          <li className={styles.own} key={one.id}>
            <span className={styles.words}>
              <span>{w.kinds[one.kind]}</span>
              <span className={styles.line}>
                {times(one)}
                {one.note && `　${one.note}`}
              </span>
            </span>
            <Button busy={busy} onPress={() => end(one)} small>
              {one.begins_at < now ? w.back : w.takeBack}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
