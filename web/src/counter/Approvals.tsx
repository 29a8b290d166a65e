import { useState } from "react";
import type { ApprovalView } from "../api/generated";
import { Button } from "../parts/Button";
import { FormDialog } from "../parts/FormDialog";
import { TextField } from "../parts/TextField";
import { toast } from "../parts/toasts";
import { useWork } from "../shell/useWork";
import { useMe } from "../state";
import { cases } from "./api";
import styles from "./Counter.module.css";
import type { OfCase } from "./ofCase";
import { type CounterWords, useWords } from "./words";

/** The route: who approved when, whose turn it is; the viewer's part of it, with two buttons. */
export function Approvals({ view, onView }: OfCase) {
  const w = useWords();
  const { person } = useMe();
  const work = useWork();
  const [isReturning, setReturning] = useState(false);
  if (view.approvals.length === 0) return null;
  const isMine = view.approvals.some((one) => one.is_mine);
  const isUnseen = view.approvals.some(
    (one) => one.member_id === person.id && one.outcome === "approved" && one.acted_by !== one.name,
  );
  const hasSeen = view.history.some(({ kind, by }) => kind === "case.seen_afterwards" && by === person.name);
  const rounds = [...new Set(view.approvals.map(({ round }) => round))];
  const approve = async () => {
    const body = { is_approved: true, note: "" };
    if (await work.run(async () => onView(await cases.approve(view.case.id, body)))) toast.done(w.done);
  };
  return (
    <section aria-label={w.approval} className={styles.part}>
      <h2 className={styles.heading}>{w.approval}</h2>
      {rounds.map((round) => (
        <div key={round}>
          {rounds.length > 1 && <h3 className={styles.pageTitle}>{w.round(round)}</h3>}
          <ol className={styles.route}>
            {view.approvals
              .filter((one) => one.round === round)
              .map((one) => (
                <li key={one.id}>
                  <span className={styles.about}>{w.stage(one.stage + 1)}</span>
                  <span>
                    {one.name}
                    {one.deputy && <span className={styles.line}>{w.deputyOf(one.deputy)}</span>}
                  </span>
                  <strong>{outcomeOf(one, w)}</strong>
                </li>
              ))}
          </ol>
        </div>
      ))}
      {isMine && (
        <div className={styles.acts}>
          <Button busy={work.busy} look="primary" onPress={approve}>
            {w.approve}
          </Button>
          <Button onPress={() => setReturning(true)}>{w.returnIt}</Button>
        </div>
      )}
      {isUnseen && !hasSeen && (
        <div className={styles.acts}>
          <p>{w.seenNote}</p>
          <Button
            busy={work.busy}
            onPress={() => work.run(async () => onView(await cases.seen(view.case.id)))}
            small
          >
            {w.seen}
          </Button>
        </div>
      )}
      {isReturning && <Returning id={view.case.id} onClose={() => setReturning(false)} onView={onView} />}
    </section>
  );
}

function outcomeOf(one: ApprovalView, w: CounterWords): string {
  if (one.outcome === null) return one.is_due ? w.waiting : w.later;
  const said = w.outcomes[one.outcome] ?? one.outcome;
  return one.acted_by && one.acted_by !== one.name ? `${said}（${w.actedFor(one.acted_by)}）` : said;
}

interface ReturningProps {
  id: string;
  onView: OfCase["onView"];
  onClose: () => void;
}

function Returning({ id, onView, onClose }: ReturningProps) {
  const w = useWords();
  const [note, setNote] = useState("");
  const { busy, problem, run } = useWork({ inline: true });
  const send = async () => {
    if (!(await run(async () => onView(await cases.approve(id, { is_approved: false, note }))))) return;
    toast.done(w.done);
    onClose();
  };
  return (
    <FormDialog
      busy={busy}
      isDisabled={note.trim() === ""}
      lead={w.returnLead}
      onClose={onClose}
      onSubmit={send}
      problem={problem}
      title={w.returnIt}
      verb={w.returnIt}
    >
      <TextField label={w.returnReason} lines={3} maxLength={4000} onChange={setNote} value={note} />
    </FormDialog>
  );
}
