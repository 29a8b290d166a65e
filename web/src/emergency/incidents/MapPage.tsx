import { useCallback } from "react";
import { Button } from "../../parts/Button";
import { lazyPart } from "../../parts/lazyPart";
import { PageBody } from "../../shell/PageBody";
import { PageHead } from "../../shell/PageHead";
import { goBack } from "../../shell/route";
import { useAnswer } from "../../shell/useAnswer";
import { useWork } from "../../shell/useWork";
import { incidents } from "./api";
import styles from "./Incidents.module.css";
import { incidentPath } from "./paths";
import { useIncidentWords } from "./words";

// Heavy: fetched with the first map.
const IncidentMap = lazyPart(() => import("./IncidentMap"));

/** The map of an incident as a page. */
export function MapPage({ id }: { id: string }) {
  const w = useIncidentWords();
  const found = useAnswer(useCallback((signal: AbortSignal) => incidents.view(id, signal), [id]));
  const work = useWork();
  const incident = found.value?.incident;
  return (
    <div className={styles.page}>
      {incident?.is_drill && <p className={styles.drill}>{w.drillBar}</p>}
      <PageHead note={incident?.name} onBack={() => goBack(incidentPath(id))} title={w.mapTitle}>
        <Button busy={work.busy} onPress={() => void work.run(() => incidents.saveMap(id))} small>
          {w.mapPaper}
        </Button>
      </PageHead>
      <PageBody>
        <div className={styles.mapBody}>
          <IncidentMap id={id} />
        </div>
      </PageBody>
    </div>
  );
}
