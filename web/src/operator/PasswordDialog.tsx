import { useState } from "react";
import { useBilingual } from "../i18n/useBilingual";
import { Button } from "../parts/Button";
import { Dialog } from "../parts/Dialog";
import { FormProblem } from "../parts/Problem";
import { TextField } from "../parts/TextField";
import { toast } from "../parts/toasts";
import { useWork } from "../shell/useWork";
import { api } from "../state";
import { words } from "./words";

export function PasswordDialog({ onClose }: { onClose: () => void }) {
  const w = useBilingual(words);
  const [now, setNow] = useState("");
  const [next, setNext] = useState("");
  const { busy, problem, run } = useWork({ inline: true });
  async function save() {
    if (!(await run(() => api.changePassword({ current: now, new: next })))) return;
    toast.done(w.passwordSaved);
    onClose();
  }
  return (
    <Dialog
      actions={
        <Button busy={busy} look="primary" type="submit">
          {w.save}
        </Button>
      }
      holds
      onClose={onClose}
      onSubmit={save}
      size="narrow"
      title={w.passwordTitle}
    >
      <FormProblem text={problem} />
      <TextField
        autoComplete="current-password"
        isRequired
        label={w.passwordNow}
        onChange={setNow}
        type="password"
        value={now}
      />
      <TextField
        autoComplete="new-password"
        hint={w.passwordHint}
        isRequired
        label={w.passwordNew}
        onChange={setNext}
        type="password"
        value={next}
      />
    </Dialog>
  );
}
