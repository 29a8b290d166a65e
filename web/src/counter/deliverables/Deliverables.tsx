import { useCallback, useEffect, useState } from "react";
import type { CaseDeliverables, CaseView, DeliverableView } from "../../api/generated";
import { useText } from "../../i18n";
import { fullWhenOf } from "../../i18n/time";
import { Button } from "../../parts/Button";
import { Failed } from "../../parts/Failed";
import { FormDialog } from "../../parts/FormDialog";
import { TextField } from "../../parts/TextField";
import { useAnswer } from "../../shell/useAnswer";
import { useNow } from "../../shell/useNow";
import { useWork } from "../../shell/useWork";
import { useSettings } from "../../state";
import styles from "../Counter.module.css";
import { dayText } from "../states";
import { deliverables, fileUrl } from "./api";
import { HandOverFile } from "./HandOverFile";
import { OrderLetter } from "./OrderLetter";
import { useDeliverableWords } from "./words";

const AGAIN_MS = 2_000;

/** What was handed over in a case, whether it was fetched, and what can be handed over now. */
export function Deliverables({ view }: { view: CaseView }) {
  const w = useDeliverableWords();
  const caseId = view.case.id;
  // What can be handed over follows where the case stands.
  const stands = `${caseId} ${view.case.state}`;
  const answer = useAnswer(
    // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when the case stands elsewhere.
    useCallback((signal: AbortSignal) => deliverables.list(caseId, signal), [caseId, stands]),
  );
  const [after, setAfter] = useState<CaseDeliverables | null>(null);
  const { value, again } = answer;
  useEffect(() => setAfter(value), [value]);
  const isMaking = after?.deliverables.some((one) => stage(one) === "making") ?? false;
  useEffect(() => {
    if (!isMaking) return;
    const timer = setInterval(again, AGAIN_MS);
    return () => clearInterval(timer);
  }, [isMaking, again]);
  if (after === null) {
    return answer.phase === "failed" ? <Failed onAgain={again} title={w.failed} /> : null;
  }
  return <Shown known={after} onKnown={setAfter} view={view} />;
}

interface ShownProps {
  view: CaseView;
  known: CaseDeliverables;
  onKnown: (known: CaseDeliverables) => void;
}

function Shown({ view, known, onKnown }: ShownProps) {
  const w = useDeliverableWords();
  const [asking, setAsking] = useState<"letter" | "file" | null>(null);
  const works = view.is_worked_by_viewer;
  if (!works && known.deliverables.length === 0) return null;
  const close = () => setAsking(null);
  const about = { caseId: view.case.id, onClose: close, onKnown };
  return (
    <section aria-label={w.title} className={styles.part}>
      <h2 className={styles.heading}>{w.title}</h2>
      {known.deliverables.length === 0 && <p className={styles.none}>{w.none}</p>}
      <ol className={styles.said}>
        {known.deliverables.map((one) => (
          <One caseId={view.case.id} key={one.id} one={one} onKnown={onKnown} works={works} />
        ))}
      </ol>
      {works && !known.may_deliver && <p className={styles.about}>{w.notNow}</p>}
      {known.may_deliver && (
        <div className={styles.acts}>
          {known.letters.length > 0 && (
            <Button onPress={() => setAsking("letter")} small>
              {w.make}
            </Button>
          )}
          <Button onPress={() => setAsking("file")} small>
            {w.file}
          </Button>
        </div>
      )}
      {asking === "letter" && <OrderLetter {...about} letters={known.letters} />}
      {asking === "file" && <HandOverFile {...about} />}
    </section>
  );
}

type Stage = "withdrawn" | "failed" | "making" | "erased" | "there";

function stage(one: DeliverableView): Stage {
  if (one.withdrawn_at !== null) return "withdrawn";
  if (one.is_failed) return "failed";
  if (one.file_id !== null) return "there";
  return one.is_erased ? "erased" : "making";
}

interface OneProps {
  caseId: string;
  one: DeliverableView;
  works: boolean;
  onKnown: (known: CaseDeliverables) => void;
}

function One({ caseId, one, works, onKnown }: OneProps) {
  const t = useText();
  const w = useDeliverableWords();
  const { era } = useSettings();
  const now = useNow();
  const [isWithdrawing, setWithdrawing] = useState(false);
  const is = stage(one);
  return (
    <li>
      {one.file_id !== null ? <a href={fileUrl(one.file_id)}>{one.title}</a> : <span>{one.title}</span>}
      <span className={styles.line}>{w.number(one.number)}</span>
      <span className={styles.line}>{w.issued(fullWhenOf(one.issued_at, t, era), one.by)}</span>
      {is === "making" && <span className={styles.line}>{w.making}</span>}
      {is === "failed" && <span className={styles.line}>{w.couldNot}</span>}
      {is === "erased" && <span className={styles.line}>{w.erased}</span>}
      {is === "withdrawn" && <p className={styles.about}>{w.withdrawn(one.reason)}</p>}
      {is === "there" && (
        <span className={styles.line}>
          {one.last_fetched_at === null
            ? `${w.notFetched}　${w.until(dayText(one.until_on, now, t))}`
            : w.fetched(fullWhenOf(one.last_fetched_at, t, era), one.fetches)}
        </span>
      )}
      {works && (is === "there" || is === "making") && (
        <Button look="quiet" onPress={() => setWithdrawing(true)} small>
          {w.withdraw}
        </Button>
      )}
      {isWithdrawing && (
        <Withdrawing caseId={caseId} one={one} onClose={() => setWithdrawing(false)} onKnown={onKnown} />
      )}
    </li>
  );
}

interface WithdrawingProps {
  caseId: string;
  one: DeliverableView;
  onKnown: (known: CaseDeliverables) => void;
  onClose: () => void;
}

function Withdrawing({ caseId, one, onKnown, onClose }: WithdrawingProps) {
  const w = useDeliverableWords();
  const [reason, setReason] = useState("");
  const { busy, problem, run } = useWork({ inline: true });
  const withdraw = async () => {
    if (await run(async () => onKnown(await deliverables.withdraw(caseId, one, { reason })))) onClose();
  };
  return (
    <FormDialog
      busy={busy}
      danger
      isDisabled={reason.trim() === ""}
      lead={w.withdrawLead}
      onClose={onClose}
      onSubmit={withdraw}
      problem={problem}
      title={one.title}
      verb={w.withdraw}
    >
      <TextField label={w.reason} lines={2} maxLength={500} onChange={setReason} value={reason} />
    </FormDialog>
  );
}
