import { type ReactNode, useState } from "react";
import { useText } from "../../i18n";
import { useBilingual } from "../../i18n/useBilingual";
import { isProblem } from "../../net/problem";
import { Button } from "../../parts/Button";
import { Dialog } from "../../parts/Dialog";
import { FormProblem } from "../../parts/Problem";
import { TextField } from "../../parts/TextField";
import { toast } from "../../parts/toasts";
import { useWork } from "../../shell/useWork";
import { consents, type Wanted } from "./api";
import { words } from "./words";

const REASON_LEAST = 5;

interface AskSecondProps {
  wanted: Wanted;
  title?: string;
  children?: ReactNode;
  verb?: string;
  /** Done at once where nobody else administers the body. */
  alone?: () => Promise<unknown>;
  onClose: () => void;
  onDone: () => void;
}

/** What one person must not do alone: asked with a reason. */
export function AskSecond({ wanted, title, children, verb, alone, onClose, onDone }: AskSecondProps) {
  const t = useText();
  const w = useBilingual(words);
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState<string | null>(null);
  const work = useWork({ inline: true });

  async function submit() {
    const isShort = [...reason.trim()].length < REASON_LEAST;
    setMissing(isShort ? w.reasonMissing : null);
    if (isShort) return;
    if (await work.run(() => asked(wanted, reason, w.sent, alone))) onDone();
  }

  return (
    <Dialog
      actions={
        <>
          <Button onPress={onClose}>{t.parts.cancel}</Button>
          <Button busy={work.busy} look="primary" type="submit">
            {verb ?? w.send}
          </Button>
        </>
      }
      onClose={onClose}
      onSubmit={submit}
      size="narrow"
      title={title ?? w.needTitle}
    >
      {children}
      <p>{w.needText}</p>
      <TextField
        error={missing}
        hint={w.reasonHint}
        isRequired
        label={w.reason}
        lines={3}
        maxLength={300}
        onChange={setReason}
        value={reason}
      />
      <FormProblem text={work.problem} />
    </Dialog>
  );
}

async function asked(wanted: Wanted, reason: string, sent: string, alone?: () => Promise<unknown>) {
  try {
    await consents.ask(wanted, reason);
    toast.done(sent);
  } catch (error) {
    if (!isProblem(error, "consent.needless") || alone === undefined) throw error;
    await alone();
  }
}
