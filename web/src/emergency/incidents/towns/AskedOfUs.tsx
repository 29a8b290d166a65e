import { useCallback, useState } from "react";
import type { AskedOfUs as Asked } from "../../../api/generated";
import { clockOf } from "../../../i18n/time";
import { LineRow, RowWords } from "../../../list/Row";
import { Tag } from "../../../parts/Badge";
import { Button } from "../../../parts/Button";
import { useAnswer } from "../../../shell/useAnswer";
import { useEvery } from "../../places/useEvery";
import styles from "../Incidents.module.css";
import { towns } from "./api";
import { TownDialog } from "./TownDialog";
import { saidOf } from "./TownsPage";
import { useTownWords } from "./words";

const AGAIN_MS = 30_000;

/** For the headquarters of a town: what a prefecture in an alliance waits for. */
export function AskedOfUs() {
  const w = useTownWords();
  const found = useAnswer(useCallback((signal: AbortSignal) => towns.own(signal), []));
  const [answering, setAnswering] = useState<Asked | null>(null);
  useEvery(AGAIN_MS, found.again, true);
  const asked = found.value?.asked ?? [];
  if (asked.length === 0) return null;
  return (
    <section aria-label={w.ofUs}>
      <h2 className={styles.heading}>{w.ofUs}</h2>
      <ul className={styles.rows}>
        {asked.map((one) => (
          <LineRow key={one.incident_id}>
            <RowWords
              beside={
                <>
                  {one.is_drill && <Tag tone="accent">{w.drill}</Tag>}
                  {one.town.reported_at === null && <span className={styles.severe}>{w.silent}</span>}
                </>
              }
              name={w.ofUsText(one.body, one.incident)}
              second={one.town.reported_at === null ? "" : w.at(clockOf(one.town.reported_at))}
            >
              {one.town.reported_at !== null && <span>{saidOf(one.town, w)}</span>}
            </RowWords>
            <Button
              look={one.town.reported_at === null ? "primary" : "plain"}
              onPress={() => setAnswering(one)}
              small
            >
              {one.town.reported_at === null ? w.answer : w.answerAgain}
            </Button>
          </LineRow>
        ))}
      </ul>
      {answering !== null && (
        <TownDialog
          asksSource={false}
          onClose={() => setAnswering(null)}
          onSave={(report) => towns.reportOwn(answering.incident_id, report).then(found.again)}
          town={answering.town}
        />
      )}
    </section>
  );
}
