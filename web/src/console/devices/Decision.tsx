import { useState } from "react";
import { words } from "../../devices/words";
import { useText } from "../../i18n";
import { Button } from "../../parts/Button";
import { Dialog } from "../../parts/Dialog";
import { Question } from "../../parts/Question";
import { TextField } from "../../parts/TextField";
import { useBoth } from "../words/both";
import type { Asked } from "./Devices";

interface Props {
  asked: Asked;
  busy: boolean;
  onClose: () => void;
  onDecide: (reason: string) => void;
}

/** What cannot be taken back quietly is asked once; whoever is refused is told why. */
export function Decision({ asked, busy, onClose, onDecide }: Props) {
  const w = useBoth(words);
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
  const t = useText();
  const w = useBoth(words);
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  function decide() {
    setTried(true);
    if (reason.trim() !== "") onDecide(reason);
  }
  return (
    <Dialog
      actions={
        <>
          <Button onPress={onClose}>{t.parts.cancel}</Button>
          <Button busy={busy} look="primary" type="submit">
            {w.refuse}
          </Button>
        </>
      }
      lead={w.refuseLead(asked.ids.length)}
      onClose={onClose}
      onSubmit={decide}
      size="narrow"
      title={w.refuseTitle}
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
    </Dialog>
  );
}
