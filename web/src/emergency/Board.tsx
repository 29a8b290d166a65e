import { useCallback, useEffect, useState } from "react";
import type { BroadcastView } from "../api/generated";
import { useText } from "../i18n";
import { whenOf } from "../i18n/time";
import { download } from "../list/download";
import { Tag } from "../parts/Badge";
import { Button } from "../parts/Button";
import { Failed } from "../parts/Failed";
import { Question } from "../parts/Question";
import { SkeletonRows } from "../parts/Skeleton";
import { Tabs } from "../parts/Tabs";
import { toast } from "../parts/toasts";
import { PageBody } from "../shell/PageBody";
import { PageHead } from "../shell/PageHead";
import { goBack } from "../shell/route";
import { useAnswer } from "../shell/useAnswer";
import { useWork } from "../shell/useWork";
import { broadcasts } from "./api";
import { Calls } from "./Calls";
import { Departments } from "./Departments";
import styles from "./Emergency.module.css";
import { Evaluation } from "./figures/Evaluation";
import { useFigureWords } from "./figures/words";
import { Ladder } from "./Ladder";
import { Mine } from "./MinePage";
import { People } from "./People";
import { BROADCASTS } from "./paths";
import { useWords } from "./words";

const AGAIN_MS = 3_000;

/** How far one broadcast has come, as it goes on. */
export function Board({ id }: { id: string }) {
  const w = useWords();
  const answer = useAnswer(useCallback((signal: AbortSignal) => broadcasts.one(id, signal), [id]));
  const { value, phase, again } = answer;
  const isOpen = value !== null && value.broadcast.ended_at === null;
  useEffect(() => {
    if (!isOpen) return;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") again();
    }, AGAIN_MS);
    return () => clearInterval(timer);
  }, [isOpen, again]);
  const back = () => goBack(BROADCASTS);
  return (
    <div className={styles.page}>
      {value === null && <PageHead onBack={back} title={w.title} />}
      {value === null && phase === "failed" && <Failed onAgain={again} title={w.failed} />}
      {value === null && phase === "asking" && <SkeletonRows />}
      {value !== null && <One again={again} back={back} view={value} />}
    </div>
  );
}

type Part = "departments" | "people" | "calls" | "figures";

function One({ view, back, again }: { view: BroadcastView; back: () => void; again: () => void }) {
  const t = useText();
  const w = useWords();
  const figureWords = useFigureWords();
  const [part, setPart] = useState<Part>("departments");
  const { broadcast } = view;
  const when = (at: number) => whenOf(at, Date.now(), t);
  return (
    <>
      {broadcast.is_drill && <p className={styles.drill}>{w.drillBar}</p>}
      <PageHead onBack={back} title={broadcast.title}>
        {broadcast.is_urgent && <span className={styles.urgent}>{w.urgent}</span>}
        {broadcast.ended_at !== null && <Tag>{w.over}</Tag>}
      </PageHead>
      <PageBody>
        <div className={styles.board}>
          <Mine onlyWaiting />
          <p className={styles.quiet}>
            {w.from(broadcast.by, when(broadcast.sent_at))}　{w.asked[broadcast.asked]}
          </p>
          {view.text !== "" && <p className={styles.text}>{view.text}</p>}
          <Ladder view={view} />
          <p className={styles.quiet}>
            {[
              w.toldAt(when(view.told_at)),
              view.next_round_at !== null && w.nextRound(when(view.next_round_at)),
              view.unreachable > 0 && w.unreachable(view.unreachable),
            ]
              .filter(Boolean)
              .join("　")}
          </p>
          <Outside view={view} />
          <Acts again={again} view={view} />
          <Tabs
            chosen={part}
            label={w.reached}
            onChoose={setPart}
            tabs={[
              { id: "departments", label: w.byDepartment, panel: <Departments view={view} /> },
              { id: "people", label: w.byPerson, panel: <People again={again} view={view} /> },
              { id: "calls", label: w.calls, panel: <Calls again={again} view={view} /> },
              { id: "figures", label: figureWords.title, panel: <Evaluation view={view} /> },
            ]}
          />
        </div>
      </PageBody>
    </>
  );
}

/** What the gateway took; that is no step of the ladder. */
function Outside({ view }: { view: BroadcastView }) {
  const w = useWords();
  if (view.outside.length === 0) return null;
  return (
    <ul className={styles.facts}>
      {view.outside.map(({ way, accepted, waiting, failed }) => (
        <li key={way}>
          {w.outside(w.ways[way] ?? way, w.count(accepted), w.count(waiting), w.count(failed))}
        </li>
      ))}
      <li className={styles.quiet}>{w.outsideNote}</li>
    </ul>
  );
}

function Acts({ view, again }: { view: BroadcastView; again: () => void }) {
  const w = useWords();
  const figureWords = useFigureWords();
  const work = useWork();
  const paper = useWork();
  const [isEnding, setEnding] = useState(false);
  const { id, ended_at } = view.broadcast;
  const repeat = () =>
    work.run(async () => {
      await broadcasts.repeat(id);
      toast.done(w.repeated);
      again();
    });
  const end = () =>
    work.run(async () => {
      await broadcasts.end(id);
      setEnding(false);
      toast.done(w.ended);
      again();
    });
  return (
    <div className={styles.acts}>
      {ended_at === null && (
        <>
          <Button busy={work.busy} onPress={repeat} small>
            {w.repeat}
          </Button>
          <Button look="quiet" onPress={() => setEnding(true)} small>
            {w.end}
          </Button>
        </>
      )}
      <Button look="quiet" onPress={() => void download(broadcasts.exportPath(id))} small>
        {w.export}
      </Button>
      <Button
        busy={paper.busy}
        look="quiet"
        onPress={() => void paper.run(() => broadcasts.savePaper(id))}
        small
      >
        {figureWords.pdf}
      </Button>
      {isEnding && (
        <Question
          busy={work.busy}
          danger
          onClose={() => setEnding(false)}
          onYes={end}
          title={w.endTitle}
          verb={w.end}
        >
          {w.endText}
        </Question>
      )}
    </div>
  );
}
