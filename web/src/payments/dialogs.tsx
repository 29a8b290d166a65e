import { useState } from "react";
import type { ChargeView, PaymentView, Receiving } from "../api/generated";
import { isoDayOf } from "../i18n/time";
import { Rounds } from "../parts/Choices";
import { FormDialog } from "../parts/FormDialog";
import { TextField } from "../parts/TextField";
import { toast } from "../parts/toasts";
import { useNow } from "../shell/useNow";
import { useWork } from "../shell/useWork";
import { yenOf } from "./amounts";
import { payments } from "./api";
import { DateField } from "./DateField";
import { useWords } from "./words";

interface OfCharge {
  view: ChargeView;
  /** What stands now, after an act. */
  onView: (view: ChargeView) => void;
  onClose: () => void;
}

const REASON_MOST = 400;

/** Runs an act of a dialog: shows what stands now, says so, and closes it. */
function useAct({ onView, onClose }: OfCharge) {
  const w = useWords();
  const { busy, problem, run } = useWork({ inline: true });
  const act = async (work: () => Promise<ChargeView>) => {
    if (!(await run(async () => onView(await work())))) return;
    toast.done(w.done);
    onClose();
  };
  return { busy, problem, act };
}

export function AskPayment(about: OfCharge) {
  const { view, onClose } = about;
  const w = useWords();
  const first = view.amount ?? view.calculated;
  const [typed, setTyped] = useState(first === null ? "" : String(first));
  const [due, setDue] = useState("");
  const { busy, problem, act } = useAct(about);
  const amount = yenOf(typed, 0);
  const verb = view.asked_at === null ? w.ask : w.askAgain;
  const send = () => {
    if (amount === null) return;
    const body = { amount, due_on: due === "" ? null : due, revision: view.revision };
    return act(() => payments.ask(view.case_id, body));
  };
  return (
    <FormDialog
      busy={busy}
      isDisabled={amount === null}
      lead={w.askLead}
      onClose={onClose}
      onSubmit={send}
      problem={problem}
      title={verb}
      verb={verb}
    >
      <Yen label={w.askAmount} least={0} onChange={setTyped} typed={typed} />
      <DateField hint={w.askDueHint} label={w.askDue} onChange={setDue} value={due} />
    </FormDialog>
  );
}

export function Receive(about: OfCharge) {
  const { view, onClose } = about;
  const w = useWords();
  const today = isoDayOf(useNow());
  const owed = Math.max(0, (view.amount ?? 0) - view.net);
  const [way, setWay] = useState<Receiving["way"]>("window");
  const [typed, setTyped] = useState(owed > 0 ? String(owed) : "");
  const [day, setDay] = useState(today);
  const [note, setNote] = useState("");
  const { busy, problem, act } = useAct(about);
  const amount = yenOf(typed);
  const send = () => {
    if (amount === null) return;
    const body = { way, amount, received_on: day, note, revision: view.revision };
    return act(() => payments.receive(view.case_id, body));
  };
  return (
    <FormDialog
      busy={busy}
      isDisabled={amount === null || day === ""}
      lead={w.receiveLead}
      onClose={onClose}
      onSubmit={send}
      problem={problem}
      title={w.receive}
      verb={w.receive}
    >
      <Rounds
        choices={(["window", "transfer", "elsewhere"] as const).map((id) => ({ id, label: w.ways[id] }))}
        label={w.way}
        onChange={setWay}
        value={way}
      />
      <Yen label={w.receiveAmount} onChange={setTyped} typed={typed} />
      <DateField label={w.receivedOn} most={today} onChange={setDay} value={day} />
      <TextField label={w.note} markOptional maxLength={REASON_MOST} onChange={setNote} value={note} />
    </FormDialog>
  );
}

export function Waive(about: OfCharge) {
  const { view, onClose } = about;
  const w = useWords();
  const [reason, setReason] = useState("");
  const { busy, problem, act } = useAct(about);
  const send = () => act(() => payments.waive(view.case_id, { reason, revision: view.revision }));
  return (
    <FormDialog
      busy={busy}
      isDisabled={reason.trim() === ""}
      lead={w.waiveLead}
      onClose={onClose}
      onSubmit={send}
      problem={problem}
      title={w.waive}
      verb={w.waive}
    >
      <TextField label={w.reason} lines={2} maxLength={REASON_MOST} onChange={setReason} value={reason} />
    </FormDialog>
  );
}

export function GiveBack({ payment, ...about }: OfCharge & { payment: PaymentView }) {
  const { view, onClose } = about;
  const w = useWords();
  const [typed, setTyped] = useState(String(payment.refundable));
  const [reason, setReason] = useState("");
  const { busy, problem, act } = useAct(about);
  const amount = yenOf(typed);
  const send = () => {
    if (amount === null) return;
    const body = { payment_id: payment.id, amount, reason, revision: view.revision };
    return act(() => payments.refund(view.case_id, body));
  };
  return (
    <FormDialog
      busy={busy}
      danger
      isDisabled={amount === null || amount > payment.refundable || reason.trim() === ""}
      lead={w.refundLead(w.yen(payment.refundable))}
      onClose={onClose}
      onSubmit={send}
      problem={problem}
      title={w.refund}
      verb={w.refund}
    >
      <Yen label={w.refundAmount} onChange={setTyped} typed={typed} />
      <TextField label={w.reason} lines={2} maxLength={REASON_MOST} onChange={setReason} value={reason} />
    </FormDialog>
  );
}

interface YenProps {
  label: string;
  typed: string;
  least?: number;
  onChange: (typed: string) => void;
}

/** An amount, with what is wrong with it once something was typed. */
export function Yen({ label, typed, least = 1, onChange }: YenProps) {
  const w = useWords();
  return (
    <TextField
      error={typed.trim() !== "" && yenOf(typed, least) === null ? w.amountWrong : null}
      inputMode="numeric"
      label={label}
      onChange={onChange}
      value={typed}
    />
  );
}
