import { useState } from "react";
import { useText } from "../i18n";
import type { Id } from "../model/types";
import { FormDialog } from "../parts/FormDialog";
import { TextField } from "../parts/TextField";
import { toast } from "../parts/toasts";
import { useWork } from "../shell/useWork";
import { api } from "../state";

interface UrgeDialogProps {
  message: Id;
  onTold: () => void;
  onClose: () => void;
}

const LEAST = 5;
const MOST = 200;

/** Telling at any hour is an exception: it asks why, and says what follows. */
export default function UrgeDialog({ message, onTold, onClose }: UrgeDialogProps) {
  const t = useText();
  const [reason, setReason] = useState("");
  const { busy, problem, run } = useWork({ inline: true });
  const tell = async () => {
    if (!(await run(() => api.urge(message, reason)))) return;
    toast.done(t.talk.urged);
    onTold();
    onClose();
  };
  return (
    <FormDialog
      busy={busy}
      danger
      holds={reason !== ""}
      isDisabled={reason.trim().length < LEAST}
      lead={t.talk.urgeText}
      onClose={onClose}
      onSubmit={() => void tell()}
      problem={problem}
      title={t.talk.urge}
      verb={t.talk.urge}
    >
      <TextField
        autoFocus
        hint={t.talk.urgeHint}
        label={t.talk.urgeReason}
        maxLength={MOST}
        onChange={setReason}
        value={reason}
      />
    </FormDialog>
  );
}
