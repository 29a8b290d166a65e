import { useState } from "react";
import type { Account } from "../../api/generated";
import { useBoth } from "../../i18n/useBoth";
import { FormDialog } from "../../parts/FormDialog";
import { TextField } from "../../parts/TextField";
import { toast } from "../../parts/toasts";
import { useWork } from "../../shell/useWork";
import { administration } from "../api";
import { words } from "./words";

interface Props {
  account: Account;
  onClose: () => void;
  onDone: () => void;
}

/** For whoever lost phone and codes: everything is taken away, with the reason told. */
export function ResetFactors({ account, onClose, onDone }: Props) {
  const w = useBoth(words);
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState<string | null>(null);
  const work = useWork({ inline: true });
  async function submit() {
    setMissing(reason.trim() === "" ? w.reasonMissing : null);
    if (reason.trim() === "") return;
    if (!(await work.run(() => administration.resetFactors(account.id, reason)))) return;
    toast.done(w.resetDone);
    onDone();
  }
  return (
    <FormDialog
      busy={work.busy}
      danger
      onClose={onClose}
      onSubmit={submit}
      problem={work.problem}
      size="narrow"
      title={w.resetTitle(account.name)}
      verb={w.resetVerb}
    >
      <p>{w.resetText}</p>
      <TextField
        autoFocus
        error={missing}
        hint={w.reasonHint}
        isRequired
        label={w.reason}
        maxLength={200}
        onChange={setReason}
        value={reason}
      />
    </FormDialog>
  );
}
