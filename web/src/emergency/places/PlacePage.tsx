import { useCallback, useState } from "react";
import type { PlaceView } from "../../api/generated";
import { useText } from "../../i18n";
import { whenOf } from "../../i18n/time";
import { More } from "../../list/List";
import { facts, LineRow, RowWords } from "../../list/Row";
import { useList } from "../../list/useList";
import { Button } from "../../parts/Button";
import { Failed } from "../../parts/Failed";
import { Question } from "../../parts/Question";
import { Section } from "../../parts/Section";
import { SkeletonRows } from "../../parts/Skeleton";
import { toast } from "../../parts/toasts";
import { PageBody } from "../../shell/PageBody";
import { PageHead } from "../../shell/PageHead";
import { useAnswer } from "../../shell/useAnswer";
import { useWork } from "../../shell/useWork";
import shared from "../Emergency.module.css";
import { places } from "./api";
import { Keepers } from "./Keepers";
import { peopleOf, StateTag } from "./PlaceState";
import styles from "./Places.module.css";
import { ReportForm } from "./ReportForm";
import { useWords } from "./words";

interface PlacePageProps {
  id: string;
  isDrill: boolean;
  onBack: () => void;
}

/** One place: how it is, saying so, how it went on, and what is known of it. */
export function PlacePage({ id, isDrill, onBack }: PlacePageProps) {
  const w = useWords();
  const answer = useAnswer(
    useCallback((signal: AbortSignal) => places.one(id, isDrill, signal), [id, isDrill]),
  );
  const { value, phase, again } = answer;
  return (
    <div className={shared.page}>
      {isDrill && <p className={shared.drill}>{w.drillBar}</p>}
      <PageHead onBack={onBack} title={value?.place.name ?? w.title}>
        {value !== null && <StateTag one={value.place} />}
      </PageHead>
      <PageBody column>
        {value === null && phase === "failed" && <Failed onAgain={again} title={w.failed} />}
        {value === null && phase === "asking" && <SkeletonRows />}
        {value !== null && <One again={again} isDrill={isDrill} onBack={onBack} view={value} />}
      </PageBody>
    </div>
  );
}

interface OneProps {
  view: PlaceView;
  isDrill: boolean;
  again: () => void;
  onBack: () => void;
}

function One({ view, isDrill, again, onBack }: OneProps) {
  const t = useText();
  const w = useWords();
  const [round, setRound] = useState(0);
  const { place } = view;
  const { status } = place;
  const renew = () => {
    setRound((before) => before + 1);
    again();
  };
  return (
    <div className={styles.board}>
      {status !== null && (
        <p>
          <strong>{peopleOf(place, w)}</strong>{" "}
          <span className={shared.quiet}>{w.updated(whenOf(status.at, Date.now(), t), status.by)}</span>
        </p>
      )}
      {status !== null && status.note !== "" && <p className={shared.text}>{status.note}</p>}
      {place.may_report ? (
        <ReportForm
          isDrill={isDrill}
          key={`${status?.revision ?? 0}`}
          onChanged={again}
          onDone={renew}
          place={place}
        />
      ) : (
        <p className={shared.quiet}>{w.notYours}</p>
      )}
      <History id={place.id} isDrill={isDrill} key={round} />
      <About view={view} />
      <Keepers onChanged={again} view={view} />
      {view.may_lead && <Retire onDone={onBack} view={view} />}
    </div>
  );
}

function History({ id, isDrill }: { id: string; isDrill: boolean }) {
  const t = useText();
  const w = useWords();
  const found = useList(
    "moments",
    useCallback(
      (before: string | null, signal: AbortSignal) => places.history(id, isDrill, before, signal),
      [id, isDrill],
    ),
  );
  return (
    <Section title={w.history}>
      {found.phase === "known" && found.items.length === 0 && <p className={shared.quiet}>{w.historyNone}</p>}
      <ul className={shared.calls}>
        {found.items.map((one) => (
          <LineRow key={one.seq} top>
            <RowWords
              name={facts(w.state[one.state], one.people === null ? "" : w.people(one.people))}
              second={facts(whenOf(one.at, Date.now(), t), one.by)}
            >
              {one.note !== "" && <span className={shared.text}>{one.note}</span>}
            </RowWords>
          </LineRow>
        ))}
      </ul>
      <More found={found} />
    </Section>
  );
}

function About({ view: { place, listed } }: { view: PlaceView }) {
  const w = useWords();
  const known: [string, string][] = [
    [w.address, place.address],
    [w.position, place.latitude === null ? "" : `${place.latitude}, ${place.longitude}`],
    [w.capacity, listed.capacity_text || (place.capacity === null ? "" : w.people(place.capacity))],
    [w.dangers, listed.dangers.map((one) => w.danger[one]).join("、")],
    ...Object.entries(listed.cells).filter(([name]) => SHOWN.has(name)),
  ];
  return (
    <Section title={w.about}>
      <dl className={styles.about}>
        {known
          .filter(([, value]) => value !== "")
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </Section>
  );
}

/** Columns of the list by their own names: what somebody at the place, or on the way there, needs. */
const SHOWN = new Set([
  "名称_カナ",
  "電話番号",
  "内線番号",
  "標高",
  "建物名等(方書)",
  "対象となる町会・自治会",
  "指定避難所との重複",
  "備考",
]);

function Retire({ view: { place }, onDone }: { view: PlaceView; onDone: () => void }) {
  const w = useWords();
  const work = useWork();
  const [isAsking, setAsking] = useState(false);
  const retire = () =>
    work.run(async () => {
      await places.retire(place.id);
      toast.done(w.retired);
      onDone();
    });
  return (
    <div>
      <Button look="quiet" onPress={() => setAsking(true)} small>
        {w.retire}
      </Button>
      {isAsking && (
        <Question
          busy={work.busy}
          danger
          onClose={() => setAsking(false)}
          onYes={retire}
          title={w.retire}
          verb={w.retire}
        >
          {w.retireText(place.name)}
        </Question>
      )}
    </div>
  );
}
