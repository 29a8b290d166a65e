import { useCallback, useEffect, useState } from "react";
import type { MusterPerson, MusterView } from "../api/generated";
import { useText } from "../i18n";
import { shortWhenOf } from "../i18n/time";
import { List } from "../list/List";
import { facts, LineRow, RowWords } from "../list/Row";
import { useList } from "../list/useList";
import { Tag } from "../parts/Badge";
import { Button } from "../parts/Button";
import { Dialog } from "../parts/Dialog";
import { Share } from "../parts/Share";
import { SkeletonRows } from "../parts/Skeleton";
import { Tabs } from "../parts/Tabs";
import { PageBody } from "../shell/PageBody";
import { PageHead } from "../shell/PageHead";
import { useAnswer } from "../shell/useAnswer";
import { useWork } from "../shell/useWork";
import { musters } from "./api";
import styles from "./Emergency.module.css";
import { ShiftPlan } from "./shifts/ShiftPlan";
import { useShiftWords } from "./shifts/words";
import { useWords } from "./words";

const AGAIN_MS = 5_000;

/** One muster: who comes, who is where, and how it went on. */
export function MusterBoard({ id, onBack }: { id: string; onBack: () => void }) {
  const w = useWords();
  const { value, again } = useAnswer(useCallback((signal: AbortSignal) => musters.one(id, signal), [id]));
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") again();
    }, AGAIN_MS);
    return () => clearInterval(timer);
  }, [again]);
  return (
    <div className={styles.page}>
      {value?.muster.is_drill && <p className={styles.drill}>{w.drillBar}</p>}
      <PageHead onBack={onBack} title={value?.muster.name ?? w.musters} />
      <PageBody>{value === null ? <SkeletonRows /> : <One again={again} view={value} />}</PageBody>
    </div>
  );
}

function One({ view, again }: { view: MusterView; again: () => void }) {
  const w = useWords();
  const shiftWords = useShiftWords();
  const [part, setPart] = useState<"people" | "shifts">("people");
  const { muster } = view;
  return (
    <div className={styles.board}>
      <section aria-label={w.arrivedOf} className={styles.ladder}>
        <Share
          isGoal
          label={w.arrivedOf}
          most={muster.people}
          text={w.done(muster.arrived, muster.people)}
          used={muster.arrived}
        />
        <dl className={styles.counts}>
          {view.coming.map((people, number) => (
            <div key={w.comingWords[number]}>
              <dt>{w.comingWords[number]}</dt>
              <dd>{w.people(people)}</dd>
            </div>
          ))}
        </dl>
        <dl className={styles.counts}>
          {view.places.map(({ place, name, arrived }) => (
            <div key={place}>
              <dt>{name}</dt>
              <dd>{w.people(arrived)}</dd>
            </div>
          ))}
        </dl>
        {view.course.length > 0 && (
          <dl aria-label={w.course} className={styles.counts}>
            {view.course.map(({ minutes, arrived }) => (
              <div key={minutes}>
                <dt>{w.afterMinutes(minutes)}</dt>
                <dd>{w.people(arrived)}</dd>
              </div>
            ))}
          </dl>
        )}
      </section>
      {view.uncalled > 0 && <p className={styles.quiet}>{w.uncalled(view.uncalled)}</p>}
      <Tabs
        chosen={part}
        label={w.musters}
        onChoose={setPart}
        tabs={[
          { id: "people", label: w.byPerson, panel: <People again={again} view={view} /> },
          { id: "shifts", label: shiftWords.title, panel: <ShiftPlan view={view} /> },
        ]}
      />
    </div>
  );
}

function People({ view, again }: { view: MusterView; again: () => void }) {
  const t = useText();
  const w = useWords();
  const { id } = view.muster;
  const [receiving, setReceiving] = useState<MusterPerson | null>(null);
  const work = useWork();
  const found = useList(
    "people",
    useCallback((after: string | null, signal: AbortSignal) => musters.people(id, after, signal), [id]),
  );
  const receive = (member: string, place: number) =>
    work.run(async () => {
      await musters.register(id, member, place);
      setReceiving(null);
      found.restart();
      again();
    });
  const nameOf = (place: number) => view.places[place]?.name ?? "";
  return (
    <>
      <List
        empty={<p className={styles.quiet}>{w.nobody}</p>}
        failed={w.failed}
        found={found}
        people
        row={(one) => (
          <LineRow key={one.person.id}>
            <RowWords
              beside={
                <Tag tone={one.place === null ? "plain" : "done"}>
                  {one.place === null ? w.notArrived : nameOf(one.place)}
                </Tag>
              }
              name={one.person.name}
              second={facts(
                one.person.department_path ?? one.person.department,
                one.choice !== null && w.comingWords[Number(one.choice)],
                one.arrived_at !== null && shortWhenOf(one.arrived_at, Date.now(), t),
              )}
            />
            {view.muster.ended_at === null && one.place === null && (
              <Button look="quiet" onPress={() => setReceiving(one)} small>
                {w.receive}
              </Button>
            )}
          </LineRow>
        )}
      />
      {receiving !== null && (
        <Dialog
          onClose={() => setReceiving(null)}
          size="narrow"
          title={w.receiveTitle(receiving.person.name)}
        >
          <div className={styles.choices}>
            {view.places.map(({ place, name }) => (
              <Button
                busy={work.busy}
                key={place}
                onPress={() => void receive(receiving.person.id, place)}
                wide
              >
                {name}
              </Button>
            ))}
          </div>
        </Dialog>
      )}
    </>
  );
}
