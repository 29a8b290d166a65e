import { useState } from "react";
import type { Account } from "../../api/generated";
import { useBilingual } from "../../i18n/useBilingual";
import { isProblem } from "../../net/problem";
import { FormDialog } from "../../parts/FormDialog";
import { TextField } from "../../parts/TextField";
import { toast } from "../../parts/toasts";
import { useWork } from "../../shell/useWork";
import { administration } from "../api";
import { AskSecond } from "../consents/AskSecond";
import { words } from "./words";

interface Props {
  account: Account;
  onClose: () => void;
  onDone: () => void;
}

/** For whoever lost phone and codes: everything is taken away, with the reason told. */
export function ResetFactors({ account, onClose, onDone }: Props) {
  const w = useBilingual(words);
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState<string | null>(null);
  const [second, setSecond] = useState(false);
  const work = useWork({ inline: true });
  async function submit() {
    setMissing(reason.trim() === "" ? w.reasonMissing : null);
    if (reason.trim() === "") return;
    await work.run(async () => {
      try {
        await administration.resetFactors(account.id, reason);
      } catch (error) {
        if (!isProblem(error, "consent.needed")) throw error;
        return setSecond(true);
      }
      toast.done(w.resetDone);
      onDone();
    });
  }
  if (second) {
    const wanted = { act: "factors", wanted: { member_id: account.id, reason } } as const;
    return <AskSecond onClose={onClose} onDone={onDone} wanted={wanted} />;
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
