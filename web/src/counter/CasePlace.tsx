import { useCallback, useEffect, useState } from "react";
import type { CaseView } from "../api/generated";
import { useText } from "../i18n";
import { fullWhenOf } from "../i18n/time";
import { Tag } from "../parts/Badge";
import { Button } from "../parts/Button";
import { copyText } from "../parts/copy";
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
import { Annotations } from "./annotations/Annotations";
import { cases } from "./api";
import { CaseAnswers } from "./CaseAnswers";
import { Corrections } from "./Corrections";
import styles from "./Counter.module.css";
import { Deliverables } from "./deliverables/Deliverables";
import { TakeOut } from "./disclosing/TakeOut";
import { History } from "./History";
import { EnteredBy } from "./inbox/EnteredBy";
import { usePulse } from "./inbox/usePulse";
import { Mailed } from "./mailed/Mailed";
import type { OfCase } from "./ofCase";
import { Opinions } from "./opinions/Opinions";
import { casePath } from "./paths";
import { Related } from "./Related";
import { Messages, Notes } from "./Said";
import { Seats } from "./Seats";
import { toneOf } from "./states";
import { useWords } from "./words";

/** One case: what was sent, and beside it what is done with it. */
export function CasePlace({ caseId }: { caseId: string }) {
  const w = useWords();
  const answer = useAnswer(useCallback((signal: AbortSignal) => cases.one(caseId, signal), [caseId]));
  const back = () => goBack("/cases");
  usePulse(() => {
    // What is being decided in a dialog is decided on what was seen: the server says so where it has changed.
    if (document.querySelector('[role="dialog"], [role="alertdialog"]') !== null) return false;
    answer.again();
    return true;
  });
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
  const said = view.messages.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a message that comes while it is on screen is read, too.
  useEffect(() => {
    // That it was looked at is told to the section, and to the applicant whose message was read.
    if (works) void cases.look(id).catch(() => null);
  }, [id, works, said]);
  const about: OfCase = { view, onView: setView };
  return (
    <>
      <PageHead onBack={back} title={`${number}　${who || title}`}>
        <Tag tone={toneOf(state)}>{w.states[state]}</Tag>
        {view.case.may_be_twice && <Tag tone="accent">{w.mayBeTwice}</Tag>}
        {view.case.is_paper_wanted && <Tag tone="plain">{w.paperWanted}</Tag>}
      </PageHead>
      <PageBody>
        <div className={styles.head}>
          <span>{title}</span>
          <span>{w.receivedAt(fullWhenOf(view.case.received_at, t, era))}</span>
          <EnteredBy caseId={id} />
          <Button
            look="quiet"
            onPress={() => void copyText(new URL(casePath(id), location.origin).href)}
            small
          >
            {w.copyLink}
          </Button>
        </div>
        <Seats seats={view.application.seats} />
        <div className={styles.columns}>
          <div className={styles.main}>
            <CaseAnswers view={view} />
            <Corrections {...about} />
            <Messages {...about} />
            <Mailed view={view} />
            <History view={view} />
          </div>
          <aside aria-label={w.aboutCase} className={styles.side}>
            <Acts {...about} />
            <CasePayment caseId={id} />
            <Approvals {...about} />
            <Deliverables view={view} />
            <Annotations view={view} />
            <Opinions view={view} />
            <Notes {...about} />
            <Related view={view} />
            <TakeOut view={view} />
          </aside>
        </div>
      </PageBody>
    </>
  );
}
