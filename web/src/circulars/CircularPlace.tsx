import { useCallback, useEffect, useState } from "react";
import type { CircularView } from "../api/generated";
import { useText } from "../i18n";
import { fullWhenOf } from "../i18n/time";
import { Tag } from "../parts/Badge";
import { Failed } from "../parts/Failed";
import { SkeletonRows } from "../parts/Skeleton";
import { PageBody } from "../shell/PageBody";
import { PageHead } from "../shell/PageHead";
import { goBack } from "../shell/route";
import { useAnswer } from "../shell/useAnswer";
import { useNow } from "../shell/useNow";
import { useSettings } from "../state";
import { Acts } from "./Acts";
import { circulars } from "./api";
import styles from "./Circulars.module.css";
import { Confirm } from "./Confirm";
import { countAgain } from "./counts";
import { dayText } from "./days";
import { History } from "./History";
import type { OfCircular } from "./ofCircular";
import { Sheet } from "./Sheet";
import { Wordings } from "./Wordings";
import { useWords } from "./words";

/** While one looks on, so often the sheet is asked for again. */
const LOOK_AGAIN_MS = 20_000;

/** One circular: what it says, the box to confirm in, and the sheet that goes round with it. */
export function CircularPlace({ circularId }: { circularId: string }) {
  const w = useWords();
  const answer = useAnswer(
    useCallback((signal: AbortSignal) => circulars.one(circularId, signal), [circularId]),
  );
  const back = () => goBack("/circulars");
  return (
    <div className={styles.page}>
      {answer.value === null && <PageHead onBack={back} title={w.title} />}
      {answer.value === null && answer.phase === "failed" && (
        <Failed onAgain={answer.again} title={w.notShown} />
      )}
      {answer.value === null && answer.phase === "asking" && <SkeletonRows />}
      {answer.value !== null && <OneCircular again={answer.again} back={back} first={answer.value} />}
    </div>
  );
}

function OneCircular({ first, back, again }: { first: CircularView; back: () => void; again: () => void }) {
  const w = useWords();
  const [view, setView] = useState(first);
  useEffect(() => setView(first), [first]);
  const { id, title, status, version } = view.circular;
  const isGoing = status === "going";
  useLookedAt(id, view.own !== null && view.own.seen_at === null);
  useEffect(() => {
    if (!isGoing) return;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") again();
    }, LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [again, isGoing]);
  const about: OfCircular = {
    view,
    onView: (next) => {
      setView(next);
      countAgain();
    },
  };
  return (
    <>
      <PageHead onBack={back} title={title}>
        {version > 1 && <Tag>{w.version(version)}</Tag>}
        <Tag tone={status === "done" ? "done" : isGoing ? "accent" : "plain"}>{w.status[status]}</Tag>
      </PageHead>
      <PageBody>
        <div className={styles.columns}>
          <div className={styles.main}>
            <About view={view} />
            <Wordings view={view} />
            <Confirm {...about} />
            <Sheet {...about} />
          </div>
          <aside aria-label={w.leading} className={styles.side}>
            <Acts {...about} />
            <History view={view} />
          </aside>
        </div>
      </PageBody>
    </>
  );
}

/** Told once, to whoever sent it: that it was opened. */
function useLookedAt(id: string, isUnseen: boolean) {
  useEffect(() => {
    if (isUnseen) void circulars.look(id).catch(() => null);
  }, [id, isUnseen]);
}

function About({ view }: { view: CircularView }) {
  const t = useText();
  const w = useWords();
  const now = useNow();
  const { era } = useSettings();
  const one = view.circular;
  return (
    <>
      <p className={styles.about}>
        {one.department}　{one.sender}　{fullWhenOf(one.sent_at, t, era)}
        {one.due_on !== null && `　${w.dueOn(dayText(one.due_on, now, t))}`}
      </p>
      {one.status === "ended" && <p className={styles.notice}>{w.hasEnded}</p>}
      {one.status === "withdrawn" && <p className={styles.notice}>{w.wasWithdrawn}</p>}
    </>
  );
}
