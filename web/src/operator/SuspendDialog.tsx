import { useState } from "react";
import type { BodyDetail, BodySummary } from "../api/generated";
import { useBilingual } from "../i18n/useBilingual";
import { FormDialog } from "../parts/FormDialog";
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
  const w = useBilingual(words);
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState<string | null>(null);
  const { busy, problem, run } = useWork({ inline: true });
  async function suspend() {
    setMissing(reason.trim() === "" ? w.reasonMissing : null);
    if (reason.trim() === "") return;
    await run(async () => onSuspended(await installation.suspend(body.id, reason)));
  }
  return (
    <FormDialog
      busy={busy}
      danger
      onClose={onClose}
      onSubmit={suspend}
      problem={problem}
      size="narrow"
      title={w.suspend}
      verb={w.suspendVerb}
    >
      <p>{w.suspendText(body.name)}</p>
      <TextField error={missing} isRequired label={w.reason} onChange={setReason} value={reason} />
    </FormDialog>
  );
}
