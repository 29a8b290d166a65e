import { useState } from "react";
import type { ApplicationView } from "../../api/generated";
import { Button } from "../../parts/Button";
import { Switch } from "../../parts/Choices";
import { FormDialog } from "../../parts/FormDialog";
import { TextField } from "../../parts/TextField";
import { toast } from "../../parts/toasts";
import { useWork } from "../../shell/useWork";
import { forms } from "../api";
import { useWords } from "../words";

const REASON_MOST = 200;

interface WithdrawingProps {
  value: ApplicationView;
  onDone: (value: ApplicationView) => void;
}

/** 取下げ: for who applied, with a reason; the place goes to who is next. */
export function Withdrawing({ value, onDone }: WithdrawingProps) {
  const w = useWords();
  const [isAsked, setAsked] = useState(false);
  if (!value.may_withdraw) return null;
  return (
    <>
      <Button look="quiet" onPress={() => setAsked(true)} small>
        {value.is_withdrawn ? w.withdrawErases : w.withdrawApplication}
      </Button>
      {isAsked && <Asking onClose={() => setAsked(false)} onDone={onDone} value={value} />}
    </>
  );
}

function Asking({ value, onDone, onClose }: WithdrawingProps & { onClose: () => void }) {
  const w = useWords();
  const { busy, problem, run } = useWork({ inline: true });
  const [reason, setReason] = useState("");
  const [erases, setErases] = useState(value.is_withdrawn);
  const withdraw = async () => {
    const isDone = await run(async () => onDone(await forms.withdraw(value.id, { reason, erases })));
    if (!isDone) return;
    onClose();
    toast.done(w.withdrawDone);
  };
  return (
    <FormDialog
      busy={busy}
      danger
      holds={reason !== ""}
      lead={value.is_withdrawn ? w.withdrawErasesLead : w.withdrawLead}
      onClose={onClose}
      onSubmit={withdraw}
      problem={problem}
      title={value.is_withdrawn ? w.withdrawErases : w.withdrawApplication}
      verb={value.is_withdrawn ? w.withdrawErases : w.withdrawApplication}
    >
      <TextField
        hint={w.withdrawReasonHint}
        label={w.withdrawReason}
        lines={2}
        maxLength={REASON_MOST}
        onChange={setReason}
        value={reason}
      />
      {!value.is_withdrawn && !value.is_erased && (
        <Switch label={w.withdrawErases} note={w.withdrawErasesNote} on={erases} onChange={setErases} />
      )}
    </FormDialog>
  );
}
