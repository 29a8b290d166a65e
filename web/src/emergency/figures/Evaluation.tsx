import { useCallback } from "react";
import type { BroadcastFigures, BroadcastPace, BroadcastView } from "../../api/generated";
import { useText } from "../../i18n";
import { whenOf } from "../../i18n/time";
import { Failed } from "../../parts/Failed";
import { SkeletonRows } from "../../parts/Skeleton";
import { useAnswer } from "../../shell/useAnswer";
import { broadcasts } from "../api";
import styles from "../Emergency.module.css";
import { useWords } from "../words";
import { FiguresTable } from "./FiguresTable";
import { useFigureWords } from "./words";

/** How it went: times and rates by department and post, against the last one that asked the same. */
export function Evaluation({ view }: { view: BroadcastView }) {
  const w = useWords();
  const { id } = view.broadcast;
  const { value, phase, again } = useAnswer(
    useCallback((signal: AbortSignal) => broadcasts.figures(id, signal), [id]),
  );
  if (value === null) {
    return phase === "failed" ? <Failed onAgain={again} title={w.failed} /> : <SkeletonRows />;
  }
  return (
    <div className={styles.panel}>
      <Compared figures={value} />
      <Tables figures={value} />
    </div>
  );
}

function Compared({ figures: { pace, before } }: { figures: BroadcastFigures }) {
  const t = useText();
  const w = useFigureWords();
  const heads = before === null ? [w.now] : [w.now, `${w.before} ${whenOf(before.sent_at, Date.now(), t)}`];
  const both = before === null ? [pace] : [pace, before];
  const facts: readonly [string, (one: BroadcastPace) => string][] = [
    [w.done, (one) => w.of(one.done, one.people)],
    [w.half, (one) => duration(one.half_ms, w)],
    [w.most, (one) => duration(one.most_ms, w)],
  ];
  return (
    <>
      <p className={styles.quiet}>
        {w.lead}
        {before === null && `　${w.none}`}
      </p>
      <FiguresTable
        caption={w.title}
        head={[w.figure, ...heads]}
        rows={facts.map(([name, said]) => [name, ...both.map(said)])}
      />
    </>
  );
}

function duration(ms: number | null, w: ReturnType<typeof useFigureWords>): string {
  if (ms === null) return w.notYet;
  return w.duration(Math.floor(ms / 60_000), Math.floor((ms % 60_000) / 1_000));
}

function Tables({ figures: { pace, departments, titles, places } }: { figures: BroadcastFigures }) {
  const w = useFigureWords();
  return (
    <>
      <FiguresTable
        caption={w.course}
        head={[w.time, w.device, w.done]}
        rows={pace.steps.map((one) => [
          w.after(one.minutes),
          w.of(one.device, pace.people),
          w.of(one.done, pace.people),
        ])}
      />
      <FiguresTable
        caption={w.departments}
        head={[w.department, w.done, w.half, w.before]}
        rows={departments.map((one) => [
          one.department || w.noDepartment,
          w.of(one.done, one.people),
          duration(one.half_ms, w),
          w.of(one.done_before, one.people_before),
        ])}
      />
      <FiguresTable
        caption={w.titles}
        head={[w.post, w.done, w.help]}
        rows={titles.map((one) => [
          one.title || w.noPost,
          w.of(one.done, one.people),
          String(one.help || ""),
        ])}
      />
      <FiguresTable
        caption={w.places}
        head={[w.place, w.people]}
        rows={places.map(({ choice, people }) => [choice, people.toLocaleString("ja")])}
      />
    </>
  );
}
