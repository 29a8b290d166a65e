import { useState } from "react";
import { Withdrawing } from "../forms/answers/Withdrawing";
import { Button } from "../parts/Button";
import { FormDialog } from "../parts/FormDialog";
import { TextField } from "../parts/TextField";
import { toast } from "../parts/toasts";
import { useWork } from "../shell/useWork";
import { useMe } from "../state";
import { AskApproval } from "./AskApproval";
import { AskCorrection } from "./AskCorrection";
import { Assign } from "./Assign";
import { cases } from "./api";
import styles from "./Counter.module.css";
import { Due } from "./Due";
import { LetterTold } from "./LetterTold";
import type { OfCase } from "./ofCase";
import { SentenceChoice } from "./SentenceChoice";
import type { CaseState } from "./states";
import { useWords } from "./words";

type Asking =
  | { kind: "move"; to: CaseState }
  | { kind: "correction" }
  | { kind: "approval" }
  | { kind: "assign" };

/** What the viewer may do next with a case, and who works on it by when. */
export function Acts({ view, onView }: OfCase) {
  const w = useWords();
  const { person } = useMe();
  const work = useWork();
  const [asking, setAsking] = useState<Asking | null>(null);
  const { id, owner, owner_id, state } = view.case;
  const close = () => setAsking(null);
  const own = (ownerId: string | null) => work.run(async () => onView(await cases.own(id, ownerId)));
  const isClosed = view.case.turn === "nobody";
  return (
    <section aria-label={w.nextStep} className={styles.part}>
      <dl className={styles.facts}>
        <div>
          <dt>{w.owner}</dt>
          <dd>{owner || <span className={styles.none}>{w.nobody}</span>}</dd>
        </div>
        {view.case.due_on !== null && (
          <div>
            <dt>{w.due}</dt>
            <dd>
              <Due one={view.case} />
              {view.procedure.standard_days !== null && view.procedure.standard_days !== undefined && (
                <span className={styles.line}>{w.standard(view.procedure.standard_days)}</span>
              )}
            </dd>
          </div>
        )}
      </dl>
      {view.is_worked_by_viewer && (
        <>
          <div className={styles.acts}>
            {owner_id !== person.id && !isClosed && (
              <Button busy={work.busy} onPress={() => own(person.id)} small>
                {w.take}
              </Button>
            )}
            {owner_id === person.id && (
              <Button busy={work.busy} onPress={() => own(null)} small>
                {w.giveBack}
              </Button>
            )}
            <Button look="quiet" onPress={() => setAsking({ kind: "assign" })} small>
              {w.assign}
            </Button>
          </div>
          <h2 className={styles.heading}>{w.nextStep}</h2>
          <div className={styles.acts}>
            {view.may_ask_approval && (
              <Button look="primary" onPress={() => setAsking({ kind: "approval" })}>
                {w.askApproval}
              </Button>
            )}
            {view.moves.map((to, at) => (
              <Button
                key={to}
                look={at === 0 && !view.may_ask_approval && !isClosed ? "primary" : "plain"}
                onPress={() => setAsking({ kind: "move", to })}
              >
                {isClosed ? w.reopen : w.moveTo[to]}
              </Button>
            ))}
            {view.may_ask_correction && (
              <Button onPress={() => setAsking({ kind: "correction" })}>{w.askCorrection}</Button>
            )}
            <Withdrawing onDone={() => void cases.one(id).then(onView)} value={view.application} />
            {state === "deciding" && (
              <Button
                busy={work.busy}
                onPress={() => work.run(async () => onView(await cases.withdrawApproval(id)))}
              >
                {w.withdrawApproval}
              </Button>
            )}
          </div>
        </>
      )}
      {asking?.kind === "move" && <Moving onClose={close} onView={onView} to={asking.to} view={view} />}
      {asking?.kind === "correction" && <AskCorrection onClose={close} onView={onView} view={view} />}
      {asking?.kind === "approval" && <AskApproval onClose={close} onView={onView} view={view} />}
      {asking?.kind === "assign" && <Assign onClose={close} onView={onView} view={view} />}
    </section>
  );
}

function Moving({ view, onView, to, onClose }: OfCase & { to: CaseState; onClose: () => void }) {
  const w = useWords();
  const [reason, setReason] = useState("");
  const { busy, problem, run } = useWork({ inline: true });
  const isReopened = view.case.turn === "nobody";
  const needsReason = to === "refused" || isReopened;
  const move = async () => {
    const body = { to, revision: view.case.revision, reason };
    if (!(await run(async () => onView(await cases.move(view.case.id, body))))) return;
    toast.done(w.done);
    onClose();
  };
  return (
    <FormDialog
      busy={busy}
      danger={to === "refused"}
      isDisabled={needsReason && reason.trim() === ""}
      lead={w.moveLead}
      onClose={onClose}
      onSubmit={move}
      problem={problem}
      title={isReopened ? w.reopen : w.moveTo[to]}
      verb={isReopened ? w.reopen : w.moveTo[to]}
    >
      <LetterTold to={to} view={view} />
      <SentenceChoice kind="reason" onChoose={setReason} view={view} />
      <TextField
        hint={w.reasonHint}
        label={w.reason}
        lines={3}
        markOptional={!needsReason}
        maxLength={4000}
        onChange={setReason}
        value={reason}
      />
    </FormDialog>
  );
}
