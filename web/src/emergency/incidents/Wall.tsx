import { useEffect, useState, useSyncExternalStore } from "react";
import { clockOf } from "../../i18n/time";
import { Button } from "../../parts/Button";
import { cx } from "../../parts/cx";
import { lazyPart } from "../../parts/lazyPart";
import { goBack } from "../../shell/route";
import { EntryRow } from "./EntryRow";
import { Figures } from "./Figures";
import styles from "./Incidents.module.css";
import { incidentPath } from "./paths";
import { useChronology } from "./useChronology";
import { useIncidentWords } from "./words";

// Heavy: fetched with the first map.
const IncidentMap = lazyPart(() => import("./IncidentMap"));
const ALL = { status: "", kind: "", responsible: "", query: "" };

/** The big screen of the headquarters: figures and clock along the top, map left, chronology right, read from five metres. */
export function Wall({ id }: { id: string }) {
  const w = useIncidentWords();
  const { view, entries, isStale, at } = useChronology(id, ALL);
  const now = useClock();
  const isWide = useIsWide();
  const isDrill = view?.incident.is_drill ?? false;
  return (
    <section aria-label={w.wall} className={cx(styles.wall, isDrill && styles.wallDrill)}>
      <div className={styles.wallHead}>
        {isDrill && <p className={styles.drill}>{w.drillBar}</p>}
        <h1>{view?.incident.name ?? w.chronology}</h1>
        <span>{view?.incident.level}</span>
        {view !== null && <Figures view={view} />}
        <span className={styles.wallClock}>{clockOf(now)}</span>
        <Button look="quiet" onPress={() => goBack(incidentPath(id))} small>
          {w.closeWall}
        </Button>
      </div>
      {isStale && (
        <p className={styles.note} role="status">
          {w.stale} {at > 0 && w.updated(clockOf(at))}
        </p>
      )}
      <div className={styles.wallParts}>
        <div className={styles.wallMap}>{isWide && view !== null && <IncidentMap id={id} isBare />}</div>
        <ul aria-label={w.chronology} className={styles.wallRows}>
          {entries.map((entry) => (
            <EntryRow entry={entry} key={entry.number} />
          ))}
        </ul>
      </div>
    </section>
  );
}

/** The same number stands in the style sheet. */
const wide = matchMedia("(min-width: 1100px)");

/** Whether there is room for the map beside the chronology. */
function useIsWide(): boolean {
  return useSyncExternalStore(
    (listener) => {
      wide.addEventListener("change", listener);
      return () => wide.removeEventListener("change", listener);
    },
    () => wide.matches,
  );
}

function useClock(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
