import { useState } from "react";
import type { Id } from "../model/types";
import { FormDialog } from "../parts/FormDialog";
import { TextField } from "../parts/TextField";
import { toast } from "../parts/toasts";
import { useWork } from "../shell/useWork";
import { alliances } from "./api";
import { useWords } from "./words";

interface ReportMessageProps {
  allianceId: Id;
  message: Id;
  onClose: () => void;
}

/** Show a message to the moderators, and say why. */
export default function ReportMessage({ allianceId, message, onClose }: ReportMessageProps) {
  const w = useWords();
  const [reason, setReason] = useState("");
  const work = useWork({ inline: true });
  const send = () =>
    work.run(async () => {
      await alliances.report(allianceId, { message_id: message, reason: reason.trim() });
      toast.done(w.reported);
      onClose();
    });
  return (
    <FormDialog
      busy={work.busy}
      holds={reason !== ""}
      isDisabled={reason.trim() === ""}
      lead={w.reportLead}
      onClose={onClose}
      onSubmit={send}
      problem={work.problem}
      title={w.report}
      verb={w.report}
    >
      <TextField
        autoFocus
        hint={w.reportHint}
        isRequired
        label={w.reason}
        lines={3}
        maxLength={500}
        onChange={setReason}
        value={reason}
      />
    </FormDialog>
  );
}
