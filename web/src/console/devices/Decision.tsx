import { useState } from "react";
import type { Decided } from "../../api/generated";
import { words } from "../../devices/words";
import { useBilingual } from "../../i18n/useBilingual";
import { FormDialog } from "../../parts/FormDialog";
import { Question } from "../../parts/Question";
import { TextField } from "../../parts/TextField";

/** What somebody wants to decide, of which devices. */
export interface Asked {
  readonly decision: Decided["decision"];
  readonly ids: readonly string[];
}

interface Props {
  asked: Asked;
  busy: boolean;
  onClose: () => void;
  onDecide: (reason: string) => void;
}

/** What cannot be taken back quietly is asked once; whoever is refused is told why. */
export function Decision({ asked, busy, onClose, onDecide }: Props) {
  const w = useBilingual(words);
  if (asked.decision === "refuse")
    return <Refusal asked={asked} busy={busy} onClose={onClose} onDecide={onDecide} />;
  const isLost = asked.decision === "lost";
  return (
    <Question
      busy={busy}
      onClose={onClose}
      onYes={() => onDecide("")}
      title={isLost ? w.markLost : w.cutOffTitle}
      verb={isLost ? w.markLost : w.cutOff}
    >
      {isLost ? w.lostAdminText(asked.ids.length) : w.cutOffText(asked.ids.length)}
    </Question>
  );
}

function Refusal({ asked, busy, onClose, onDecide }: Props) {
  const w = useBilingual(words);
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  function decide() {
    setTried(true);
    if (reason.trim() !== "") onDecide(reason);
  }
  return (
    <FormDialog
      busy={busy}
      lead={w.refuseLead(asked.ids.length)}
      onClose={onClose}
      onSubmit={decide}
      size="narrow"
      title={w.refuseTitle}
      verb={w.refuse}
    >
      <TextField
        autoFocus
        error={tried && reason.trim() === "" ? w.refuseMissing : null}
        label={w.refuseReason}
        lines={3}
        maxLength={300}
        onChange={setReason}
        value={reason}
      />
    </FormDialog>
  );
}
