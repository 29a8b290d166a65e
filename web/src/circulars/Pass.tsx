import { useState } from "react";
import type { CircularPart } from "../api/generated";
import { FormDialog } from "../parts/FormDialog";
import { TextField } from "../parts/TextField";
import { toast } from "../parts/toasts";
import { useWork } from "../shell/useWork";
import { circulars } from "./api";
import type { OfCircular } from "./ofCircular";
import { useWords } from "./words";

interface PassDialogProps extends OfCircular {
  part: CircularPart;
  onClose: () => void;
}

/** Wait for somebody no longer. */
export function PassDialog({ view, onView, part, onClose }: PassDialogProps) {
  const w = useWords();
  const [reason, setReason] = useState("");
  const { busy, problem, run } = useWork({ inline: true });
  const pass = async () => {
    const body = { member_ids: [part.member_id], reason };
    if (!(await run(async () => onView(await circulars.passOver(view.circular.id, body))))) return;
    toast.done(w.saved);
    onClose();
  };
  return (
    <FormDialog
      busy={busy}
      lead={w.passLead}
      onClose={onClose}
      onSubmit={pass}
      problem={problem}
      size="narrow"
      title={w.passTitle(part.name)}
      verb={w.passOver}
    >
      <TextField label={w.reason} markOptional maxLength={300} onChange={setReason} value={reason} />
    </FormDialog>
  );
}
