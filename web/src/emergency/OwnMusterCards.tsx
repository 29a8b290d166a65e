import { useCallback, useEffect, useState } from "react";
import type { OwnMuster, OwnMusters } from "../api/generated";
import { useText } from "../i18n";
import { shortWhenOf } from "../i18n/time";
import { Button } from "../parts/Button";
import { useAnswer } from "../shell/useAnswer";
import { useWork } from "../shell/useWork";
import { musters } from "./api";
import styles from "./Emergency.module.css";
import { useWords } from "./words";

/** The musters that go on: one touch says where one is. */
export function OwnMusterCards() {
  const answer = useAnswer(useCallback((signal: AbortSignal) => musters.mine(signal), []));
  const [renewed, setRenewed] = useState<OwnMusters | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was asked for since is newer than what an act answered.
  useEffect(() => setRenewed(null), [answer.value]);
  const found = (renewed ?? answer.value)?.musters ?? [];
  return (
    <>
      {found.map((one) => (
        <Card key={one.id} one={one} onDone={setRenewed} />
      ))}
    </>
  );
}

function Card({ one, onDone }: { one: OwnMuster; onDone: (after: OwnMusters) => void }) {
  const t = useText();
  const w = useWords();
  const work = useWork();
  const go = (place: number | null) => work.run(async () => onDone(await musters.arrive(one.id, place)));
  const here = one.place === null ? undefined : one.places[one.place];
  return (
    <article className={styles.own}>
      {one.is_drill && <p className={styles.drill}>{w.drillBar}</p>}
      <h2 className={styles.ownTitle}>
        {w.musters}　{one.name}
      </h2>
      {here !== undefined && (
        <p role="status">
          {w.isAt(here, one.arrived_at === null ? "" : shortWhenOf(one.arrived_at, Date.now(), t))}
        </p>
      )}
      <div className={styles.acts}>
        {one.places.map((name, place) =>
          place === one.place ? null : (
            <Button busy={work.busy} key={name} onPress={() => void go(place)}>
              {w.arriveAt(name)}
            </Button>
          ),
        )}
        {here !== undefined && (
          <Button busy={work.busy} look="quiet" onPress={() => void go(null)}>
            {w.goHome}
          </Button>
        )}
      </div>
    </article>
  );
}
