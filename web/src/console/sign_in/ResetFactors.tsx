import { useState } from "react";
import type { Account } from "../../api/generated";
import { useText } from "../../i18n";
import { Button } from "../../parts/Button";
import { Dialog } from "../../parts/Dialog";
import { FormProblem } from "../../parts/Problem";
import { TextField } from "../../parts/TextField";
import { toast } from "../../parts/toasts";
import { useWork } from "../../shell/useWork";
import { administration } from "../api";
import { useBoth } from "../words/both";
import { words } from "./words";

interface Props {
  account: Account;
  onClose: () => void;
  onDone: () => void;
}

/** For whoever lost phone and codes: everything is taken away, with the reason told. */
export function ResetFactors({ account, onClose, onDone }: Props) {
  const t = useText();
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
    <Dialog
      actions={
        <>
          <Button onPress={onClose}>{t.parts.cancel}</Button>
          <Button busy={work.busy} look="danger" type="submit">
            {w.resetVerb}
          </Button>
        </>
      }
      onClose={onClose}
      onSubmit={submit}
      size="narrow"
      title={w.resetTitle(account.name)}
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
      <FormProblem text={work.problem} />
    </Dialog>
  );
}
