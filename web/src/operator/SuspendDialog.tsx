import { useState } from "react";
import type { BodyDetail, BodySummary } from "../api/generated";
import { useBoth } from "../console/words/both";
import { useText } from "../i18n";
import { Button } from "../parts/Button";
import { Dialog } from "../parts/Dialog";
import { FormProblem } from "../parts/Problem";
import { TextField } from "../parts/TextField";
import { useWork } from "../shell/useWork";
import { installation } from "./api";
import { words } from "./words";

interface SuspendDialogProps {
  body: BodySummary;
  onSuspended: (body: BodyDetail) => void;
  onClose: () => void;
}

/** Nobody of the body is let in any more: with a reason, for its record. */
export function SuspendDialog({ body, onSuspended, onClose }: SuspendDialogProps) {
  const t = useText();
  const w = useBoth(words);
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState<string | null>(null);
  const { busy, problem, run } = useWork({ inline: true });
  async function suspend() {
    setMissing(reason.trim() === "" ? w.reasonMissing : null);
    if (reason.trim() === "") return;
    await run(async () => onSuspended(await installation.suspend(body.id, reason)));
  }
  return (
    <Dialog
      actions={
        <>
          <Button onPress={onClose}>{t.parts.cancel}</Button>
          <Button busy={busy} look="danger" type="submit">
            {w.suspendVerb}
          </Button>
        </>
      }
      onClose={onClose}
      onSubmit={suspend}
      size="narrow"
      title={w.suspend}
    >
      <p>{w.suspendText(body.name)}</p>
      <FormProblem text={problem} />
      <TextField error={missing} isRequired label={w.reason} onChange={setReason} value={reason} />
    </Dialog>
  );
}
