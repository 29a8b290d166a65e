import { useCallback, useState } from "react";
import type { Proof } from "../api/generated";
import { useText } from "../i18n";
import { Button } from "../parts/Button";
import { Dialog } from "../parts/Dialog";
import { FormProblem } from "../parts/Problem";
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
  const t = useText();
  const w = useWords();
  const own = useAnswer(useCallback((signal: AbortSignal) => factors.own(signal), [])).value;
  const [chosen, setChosen] = useState<"password" | "code" | null>(null);
  const [typed, setTyped] = useState("");
  const [missing, setMissing] = useState<string | null>(null);
  const work = useFactorWork();
  const hasApp = own?.totp != null;
  const way = chosen ?? (own?.has_password === false && hasApp ? "code" : "password");
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

  function choose(next: "password" | "code") {
    setChosen(next);
    setTyped("");
    setMissing(null);
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
        <FormProblem text={work.problem} />
        <div className={styles.buttons}>
          {canShow && (
            <Button onPress={() => prove(async () => ({ passkey: await ownPasskey() }))} small>
              {w.usePasskey}
            </Button>
          )}
          {hasApp && way === "password" && (
            <Button onPress={() => choose("code")} small>
              {w.useApp}
            </Button>
          )}
          {way === "code" && own?.has_password && (
            <Button onPress={() => choose("password")} small>
              {w.usePassword}
            </Button>
          )}
        </div>
      </div>
    </Dialog>
  );
}
