import { useCallback, useEffect, useState } from "react";
import type { CaseView } from "../api/generated";
import { useText } from "../i18n";
import { fullWhenOf } from "../i18n/time";
import { Tag } from "../parts/Badge";
import { Failed } from "../parts/Failed";
import { SkeletonRows } from "../parts/Skeleton";
import { CasePayment } from "../payments/CasePayment";
import { PageBody } from "../shell/PageBody";
import { PageHead } from "../shell/PageHead";
import { goBack } from "../shell/route";
import { useAnswer } from "../shell/useAnswer";
import { useSettings } from "../state";
import { Acts } from "./Acts";
import { Approvals } from "./Approvals";
import { cases } from "./api";
import { CaseAnswers } from "./CaseAnswers";
import { Corrections } from "./Corrections";
import styles from "./Counter.module.css";
import { History } from "./History";
import type { OfCase } from "./ofCase";
import { Related } from "./Related";
import { Messages, Notes } from "./Said";
import { toneOf } from "./states";
import { useWords } from "./words";

/** One case: what was sent, and beside it what is done with it. */
export function CasePlace({ caseId }: { caseId: string }) {
  const w = useWords();
  const answer = useAnswer(useCallback((signal: AbortSignal) => cases.one(caseId, signal), [caseId]));
  const back = () => goBack("/cases");
  return (
    <div className={styles.page}>
      {answer.value === null && <PageHead onBack={back} title={w.title} />}
      {answer.value === null && answer.phase === "failed" && (
        <Failed onAgain={answer.again} title={w.failed} />
      )}
      {answer.value === null && answer.phase === "asking" && <SkeletonRows />}
      {answer.value !== null && <OneCase back={back} first={answer.value} />}
    </div>
  );
}

function OneCase({ first, back }: { first: CaseView; back: () => void }) {
  const t = useText();
  const { era } = useSettings();
  const w = useWords();
  const [view, setView] = useState(first);
  useEffect(() => setView(first), [first]);
  const { id, number, title, who, state } = view.case;
  const works = view.is_worked_by_viewer;
  useEffect(() => {
    // That it was looked at is told to the section, and to the applicant whose message was read.
    if (works) void cases.look(id).catch(() => null);
  }, [id, works]);
  const about: OfCase = { view, onView: setView };
  return (
    <>
      <PageHead onBack={back} title={`${number}　${who || title}`}>
        <Tag tone={toneOf(state)}>{w.states[state]}</Tag>
      </PageHead>
      <PageBody>
        <p className={styles.about}>
          {title}　{w.receivedAt(fullWhenOf(view.case.received_at, t, era))}
        </p>
        <div className={styles.columns}>
          <div className={styles.main}>
            <CaseAnswers view={view} />
            <Corrections {...about} />
            <Messages {...about} />
            <History view={view} />
          </div>
          <aside aria-label={w.aboutCase} className={styles.side}>
            <Acts {...about} />
            <CasePayment caseId={id} />
            <Approvals {...about} />
            <Notes {...about} />
            <Related view={view} />
          </aside>
        </div>
      </PageBody>
    </>
  );
}
