import { useCallback, useEffect, useState } from "react";
import type { CaseView, OpinionView } from "../../api/generated";
import { useText } from "../../i18n";
import { fullWhenOf } from "../../i18n/time";
import { Button } from "../../parts/Button";
import { Failed } from "../../parts/Failed";
import { useAnswer } from "../../shell/useAnswer";
import { useNow } from "../../shell/useNow";
import { useWork } from "../../shell/useWork";
import { useSettings } from "../../state";
import styles from "../Counter.module.css";
import { dayText } from "../states";
import { AskOpinion } from "./AskOpinion";
import { opinions } from "./api";
import { useOpinionWords } from "./words";

/** What other sections were asked about a case, and what they said; the applicant never sees it. */
export function Opinions({ view }: { view: CaseView }) {
  const w = useOpinionWords();
  const caseId = view.case.id;
  const answer = useAnswer(useCallback((signal: AbortSignal) => opinions.list(caseId, signal), [caseId]));
  const [known, setKnown] = useState<readonly OpinionView[] | null>(null);
  useEffect(() => setKnown(answer.value), [answer.value]);
  const [isAsking, setAsking] = useState(false);
  if (known === null) {
    return answer.phase === "failed" ? <Failed onAgain={answer.again} title={w.failed} /> : null;
  }
  const mayAsk = view.is_worked_by_viewer && view.case.turn !== "nobody";
  if (!mayAsk && known.length === 0) return null;
  return (
    <section aria-label={w.title} className={styles.notes}>
      <h2 className={styles.heading}>{w.title}</h2>
      {known.length === 0 && <p className={styles.none}>{w.none}</p>}
      <ol className={styles.said}>
        {known.map((one) => (
          <One key={one.id} one={one} onKnown={setKnown} view={view} />
        ))}
      </ol>
      {mayAsk && (
        <Button onPress={() => setAsking(true)} small>
          {w.ask}
        </Button>
      )}
      {isAsking && <AskOpinion onClose={() => setAsking(false)} onKnown={setKnown} view={view} />}
    </section>
  );
}

interface OneProps {
  one: OpinionView;
  view: CaseView;
  onKnown: (known: readonly OpinionView[]) => void;
}

function One({ one, view, onKnown }: OneProps) {
  const t = useText();
  const w = useOpinionWords();
  const { era } = useSettings();
  const now = useNow();
  const work = useWork();
  const isOpen = one.answered_at === null && one.withdrawn_at === null;
  const withdraw = () => work.run(async () => onKnown(await opinions.withdraw(view.case.id, one.id)));
  return (
    <li>
      <strong>{one.holder}</strong>
      <span className={styles.line}>{w.askedBy(one.by, dayText(one.answer_by, now, t))}</span>
      <p className={styles.text}>{one.question}</p>
      <span className={styles.line}>
        {one.shown.length > 0 ? w.shownAre(one.shown.join("、")) : w.shownNone}
      </span>
      {one.withdrawn_at !== null && <p className={styles.about}>{w.withdrawn}</p>}
      {one.answered_at !== null && (
        <>
          <p className={styles.about}>{w.answered(one.answered_by, fullWhenOf(one.answered_at, t, era))}</p>
          <p className={styles.text}>{one.answer}</p>
        </>
      )}
      {isOpen && <p className={styles.about}>{w.waiting}</p>}
      {isOpen && view.is_worked_by_viewer && (
        <Button busy={work.busy} look="quiet" onPress={withdraw} small>
          {w.withdraw}
        </Button>
      )}
    </li>
  );
}
