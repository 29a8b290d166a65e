import { useCallback, useState } from "react";
import type { Proof } from "../api/generated";
import { Button } from "../parts/Button";
import { FormDialog } from "../parts/FormDialog";
import { TextField } from "../parts/TextField";
import { useAnswer } from "../shell/useAnswer";
import { giveProof } from "../state";
import { factors, ownPasskey } from "./api";
import { CodeField } from "./CodeField";
import styles from "./Factors.module.css";
import { hasPasskeys } from "./passkey";
import { useFactorWork } from "./useFactorWork";
import { useWords } from "./words";

/** Asked by the server before an important change; what was begun then goes on by itself. */
export default function ProofDialog() {
  const w = useWords();
  const own = useAnswer(useCallback((signal: AbortSignal) => factors.own(signal), [])).value;
  const [typed, setTyped] = useState("");
  const [missing, setMissing] = useState<string | null>(null);
  const work = useFactorWork();
  const hasApp = own?.totp != null;
  // Whoever has a second factor proves with one: a password alone is not accepted then.
  const way = hasApp ? "code" : "password";
  const canShow = hasPasskeys() && own?.passkeys.some((key) => key.is_here && key.blocked_at === null);

  const prove = (proof: () => Promise<Proof>) =>
    work.run(async () => {
      await factors.prove(await proof());
      giveProof(true);
    });

  function submit() {
    setMissing(typed === "" ? (way === "code" ? w.codeMissing : w.passwordMissing) : null);
    if (typed !== "") void prove(async () => ({ [way]: typed }));
  }

  return (
    <FormDialog
      busy={work.busy}
      onClose={() => giveProof(false)}
      onSubmit={submit}
      problem={work.problem}
      size="narrow"
      title={w.proofTitle}
      verb={w.prove}
    >
      <div className={styles.block}>
        <p>{w.proofLead}</p>
        {way === "code" ? (
          <CodeField error={missing} kind="app" onChange={setTyped} value={typed} />
        ) : (
          <TextField
            autoComplete="current-password"
            autoFocus
            error={missing}
            label={w.password}
            onChange={setTyped}
            type="password"
            value={typed}
          />
        )}
        <div className={styles.buttons}>
          {canShow && (
            <Button onPress={() => prove(async () => ({ passkey: await ownPasskey() }))} small>
              {w.usePasskey}
            </Button>
          )}
        </div>
      </div>
    </FormDialog>
  );
}
