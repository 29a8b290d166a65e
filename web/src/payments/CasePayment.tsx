import { useCallback, useState } from "react";
import type { ChargeView, PaymentView } from "../api/generated";
import { Tag } from "../parts/Badge";
import { Button } from "../parts/Button";
import { useAnswer } from "../shell/useAnswer";
import { payments } from "./api";
import { AskPayment, GiveBack, Receive, Waive } from "./dialogs";
import styles from "./Payments.module.css";
import { useWords } from "./words";

type Asking = { kind: "ask" | "receive" | "waive" } | { kind: "refund"; payment: PaymentView };

/** What is owed for a case, what came in, and what the section does about it. */
export function CasePayment({ caseId }: { caseId: string }) {
  const answer = useAnswer(useCallback((signal: AbortSignal) => payments.charge(caseId, signal), [caseId]));
  const [acted, setActed] = useState<ChargeView | null>(null);
  const newest = acted !== null && (answer.value === null || acted.revision >= answer.value.revision);
  const view = newest ? acted : answer.value;
  if (view === null || (view.state === null && !view.has_terms)) return null;
  return <Charge onView={setActed} view={view} />;
}

function Charge({ view, onView }: { view: ChargeView; onView: (view: ChargeView) => void }) {
  const w = useWords();
  const [asking, setAsking] = useState<Asking | null>(null);
  const { amount, calculated, state } = view;
  const close = () => setAsking(null);
  const about = { view, onView, onClose: close };
  const isOther = calculated !== null && amount !== null && calculated !== amount && state !== "waived";
  return (
    <section aria-label={w.title} className={styles.part}>
      <h2 className={styles.heading}>{w.title}</h2>
      {state !== null && (
        <Tag tone={state === "due" || state === "short" || state === "over" ? "accent" : "done"}>
          {w.states[state]}
        </Tag>
      )}
      <Owed view={view} />
      {isOther && <p className={styles.hint}>{w.calculatedNow(w.yen(calculated))}</p>}
      {view.is_worked_by_viewer && (
        <div className={styles.acts}>
          <Button onPress={() => setAsking({ kind: "ask" })} small>
            {view.asked_at === null ? w.ask : w.askAgain}
          </Button>
          {state !== null && (
            <Button onPress={() => setAsking({ kind: "receive" })} small>
              {w.receive}
            </Button>
          )}
          {state !== null && state !== "waived" && view.waiver === "" && (
            <Button look="quiet" onPress={() => setAsking({ kind: "waive" })} small>
              {w.waive}
            </Button>
          )}
        </div>
      )}
      <Payments onRefund={(payment) => setAsking({ kind: "refund", payment })} view={view} />
      {asking?.kind === "ask" && <AskPayment {...about} />}
      {asking?.kind === "receive" && <Receive {...about} />}
      {asking?.kind === "waive" && <Waive {...about} />}
      {asking?.kind === "refund" && <GiveBack {...about} payment={asking.payment} />}
    </section>
  );
}

function Owed({ view }: { view: ChargeView }) {
  const w = useWords();
  const { amount, net, state } = view;
  return (
    <dl className={styles.facts}>
      <div>
        <dt>{w.amount}</dt>
        <dd>{amount === null ? w.noAmount : w.yen(amount)}</dd>
      </div>
      {net > 0 && (
        <div>
          <dt>{w.net}</dt>
          <dd>{w.yen(net)}</dd>
        </div>
      )}
      {view.due_on !== null && (state === "due" || state === "short") && (
        <div>
          <dt>{w.dueOn}</dt>
          <dd>{view.due_on}</dd>
        </div>
      )}
      {view.waiver !== "" && (
        <div>
          <dt>{w.waiver}</dt>
          <dd>
            {view.waiver}
            <span className={styles.line}>{view.waived_by}</span>
          </dd>
        </div>
      )}
    </dl>
  );
}

function Payments({ view, onRefund }: { view: ChargeView; onRefund: (payment: PaymentView) => void }) {
  const w = useWords();
  if (view.payments.length === 0) return null;
  return (
    <ul aria-label={w.payments} className={styles.list}>
      {view.payments.map((one) => (
        <li key={one.id}>
          {w.ways[one.way]}　{w.yen(one.received || one.amount)}　{w.paymentStates[one.state]}
          <span className={styles.line}>
            {one.received_on}
            {one.by !== "" && `　${w.by(one.by)}`}
            {one.note !== "" && `　${one.note}`}
          </span>
          {one.refunds.map((refund) => (
            <span className={styles.line} key={refund.id}>
              {refund.failed_at !== null
                ? w.refundFailed(w.yen(refund.amount))
                : refund.done_at === null
                  ? w.refundWaiting(w.yen(refund.amount))
                  : w.refunded(w.yen(refund.amount))}
              　{refund.reason}
            </span>
          ))}
          {view.is_worked_by_viewer && one.refundable > 0 && (
            <Button look="quiet" onPress={() => onRefund(one)} small>
              {w.refund}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
