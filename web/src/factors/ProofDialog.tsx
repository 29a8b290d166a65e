import { useState } from "react";
import { useText } from "../i18n";
import { Button } from "../parts/Button";
import { Dialog } from "../parts/Dialog";
import { FormProblem } from "../parts/Problem";
import { TextField } from "../parts/TextField";
import { useWork } from "../shell/useWork";
import { api, giveProof } from "../state";
import { useWords } from "./words";

/** Asked by the server before an important change; what was begun then goes on by itself. */
export default function ProofDialog() {
  const t = useText();
  const w = useWords();
  const [password, setPassword] = useState("");
  const [missing, setMissing] = useState<string | null>(null);
  const work = useWork({ inline: true });
  async function submit() {
    setMissing(password === "" ? w.passwordMissing : null);
    if (password === "") return;
    if (await work.run(() => api.prove({ password }))) giveProof(true);
  }
  return (
    <Dialog
      actions={
        <>
          <Button onPress={() => giveProof(false)}>{t.parts.cancel}</Button>
          <Button busy={work.busy} look="primary" type="submit">
            {w.prove}
          </Button>
        </>
      }
      onClose={() => giveProof(false)}
      onSubmit={submit}
      size="narrow"
      title={w.proofTitle}
    >
      <p>{w.proofLead}</p>
      <TextField
        autoComplete="current-password"
        autoFocus
        error={missing}
        label={w.password}
        onChange={setPassword}
        type="password"
        value={password}
      />
      <FormProblem text={work.problem} />
    </Dialog>
  );
}
