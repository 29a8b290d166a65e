import { useCallback, useState } from "react";
import type { FormView, InvitationPage, InvitationRow } from "../../api/generated";
import { PeopleIcon } from "../../design/icons";
import { useText } from "../../i18n";
import { whenOf } from "../../i18n/time";
import { More } from "../../list/List";
import { useList } from "../../list/useList";
import { Button } from "../../parts/Button";
import { Rounds } from "../../parts/Choices";
import { EmptyState } from "../../parts/EmptyState";
import { Failed } from "../../parts/Failed";
import { Question } from "../../parts/Question";
import { SkeletonRows } from "../../parts/Skeleton";
import { toast } from "../../parts/toasts";
import { Link } from "../../shell/Link";
import { PageBody } from "../../shell/PageBody";
import { useMay } from "../../shell/useMay";
import { useNow } from "../../shell/useNow";
import { useWork } from "../../shell/useWork";
import answers from "../answers/Answers.module.css";
import styles from "../Forms.module.css";
import { formPath } from "../paths";
import { useWords } from "../words";
import { invitations } from "./api";
import { ExportNumbers, Invite } from "./Invite";

type Open = "invite" | "export" | "letters" | InvitationRow | null;
type Shown = "all" | "waiting";

/** 招待: who may answer by a number, who has, and writing to who has not. */
export function Invited({ view }: { view: FormView }) {
  const w = useWords();
  const formId = view.form.id;
  const [shown, setShown] = useState<Shown>("all");
  const [open, setOpen] = useState<Open>(null);
  const found = useList(
    "people",
    useCallback(
      (after: string | null, signal: AbortSignal) => invitations.list(formId, shown, after, signal),
      [formId, shown],
    ),
  );
  const { items, phase, page } = found;
  const isNone = items.length === 0;
  const close = () => setOpen(null);
  const changed = () => {
    close();
    found.restart();
  };
  return (
    <PageBody>
      <div className={styles.column}>
        <p className={styles.lead}>{w.invitedLead}</p>
        {page !== null && <Rate page={page} />}
        <Acts onOpen={setOpen} page={page} view={view} />
        <Rounds
          choices={[
            { id: "all", label: w.invitedAll },
            { id: "waiting", label: w.invitedWaiting },
          ]}
          inline
          label={w.invitedShow}
          onChange={setShown}
          value={shown}
        />
      </div>
      {isNone && phase === "asking" && <SkeletonRows />}
      {isNone && phase === "failed" && <Failed onAgain={found.again} title={w.failed} />}
      {isNone && phase === "known" && (
        <EmptyState icon={<PeopleIcon />} title={shown === "all" ? w.noInvited : w.noWaiting}>
          {shown === "all" ? w.noInvitedText : w.noWaitingText}
        </EmptyState>
      )}
      {!isNone && <People items={items} onWithdraw={setOpen} view={view} />}
      <More found={found} />
      {open === "invite" && <Invite formId={formId} onClose={close} onDone={changed} />}
      {open === "export" && <ExportNumbers formId={formId} onClose={close} />}
      {open === "letters" && page !== null && (
        <Letters formId={formId} onClose={close} onDone={changed} waiting={page.waiting} />
      )}
      {open !== null && typeof open === "object" && (
        <Withdraw formId={formId} of={open} onClose={close} onDone={changed} />
      )}
    </PageBody>
  );
}

function Rate({ page: { answered, total, is_anonymous } }: { page: InvitationPage }) {
  const w = useWords();
  const percent = total === 0 ? "0" : ((answered / total) * 100).toFixed(1);
  return (
    <section>
      <div role="status">
        <h2 className={styles.heading}>
          {w.invitedRate(answered, total)}　{w.invitedShare(percent)}
        </h2>
      </div>
      <progress aria-label={w.invitedShare(percent)} max={Math.max(total, 1)} value={answered} />
      {is_anonymous && <p className={styles.hint}>{w.invitedAnonymousNote}</p>}
    </section>
  );
}

interface ActsProps {
  view: FormView;
  page: InvitationPage | null;
  onOpen: (what: Open) => void;
}

function Acts({ view, page, onOpen }: ActsProps) {
  const w = useWords();
  const may = useMay();
  if (!view.form.rights.includes("publish") || !may("publish_forms")) return null;
  return (
    <div className={styles.acts}>
      <Button look="primary" onPress={() => onOpen("invite")}>
        {w.inviteAdd}
      </Button>
      <Button
        isDisabled={page === null || page.waiting === 0 || view.form.status !== "open"}
        onPress={() => onOpen("letters")}
      >
        {w.lettersSend}
      </Button>
      {may("export_answers") && (
        <Button isDisabled={page === null || page.total === 0} onPress={() => onOpen("export")}>
          {w.numbersExport}
        </Button>
      )}
    </div>
  );
}

interface PeopleProps {
  items: readonly InvitationRow[];
  view: FormView;
  onWithdraw: (one: InvitationRow) => void;
}

function People({ items, view, onWithdraw }: PeopleProps) {
  const t = useText();
  const w = useWords();
  const now = useNow();
  const may = useMay();
  const mayChange = view.form.rights.includes("publish") && may("publish_forms");
  const stateOf = (one: InvitationRow) =>
    one.is_answered ? w.stateAnswered : one.is_withdrawn ? w.stateWithdrawn : w.stateWaiting;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways on a phone, and must do so by keyboard.
    <section aria-label={w.invitedSection} className={answers.tableBox} tabIndex={0}>
      <table className={answers.table}>
        <thead>
          <tr>
            <th scope="col">{w.invitedName}</th>
            <th scope="col">{w.invitedMail}</th>
            <th scope="col">{w.invitedState}</th>
            <th scope="col">{w.invitedMailedAt}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {items.map((one) => (
            <tr key={one.id}>
              <th className={answers.cell} scope="row">
                {one.name || w.invitedNoName}
              </th>
              <td className={answers.cell}>{one.mail}</td>
              <td>
                {stateOf(one)} {one.answered_at !== null && whenOf(one.answered_at, now, t)}{" "}
                {one.application_id !== null && (
                  <Link to={formPath(view.form.id, "answers", one.application_id)}>{w.openAnswer}</Link>
                )}
              </td>
              <td className={answers.number}>{one.mailed_at !== null && whenOf(one.mailed_at, now, t)}</td>
              <td>
                {mayChange && !one.is_answered && !one.is_withdrawn && (
                  <Button
                    aria-label={w.withdrawOf(one.name || w.invitedNoName)}
                    onPress={() => onWithdraw(one)}
                    small
                  >
                    {w.withdraw}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface AskedProps {
  formId: string;
  onClose: () => void;
  onDone: () => void;
}

function Letters({ formId, waiting, onClose, onDone }: AskedProps & { waiting: number }) {
  const w = useWords();
  const { busy, run } = useWork();
  const send = () =>
    run(async () => {
      toast.done(w.lettersDone(await invitations.write(formId)));
      onDone();
    });
  return (
    <Question busy={busy} onClose={onClose} onYes={send} title={w.lettersTitle} verb={w.lettersVerb}>
      {w.lettersText(waiting)}
    </Question>
  );
}

function Withdraw({ formId, of, onClose, onDone }: AskedProps & { of: InvitationRow }) {
  const w = useWords();
  const { busy, run } = useWork();
  const withdraw = () =>
    run(async () => {
      await invitations.withdraw(formId, of.id);
      toast.done(w.withdrawn);
      onDone();
    });
  return (
    <Question busy={busy} danger onClose={onClose} onYes={withdraw} title={w.withdrawTitle} verb={w.withdraw}>
      {w.withdrawText}
    </Question>
  );
}
