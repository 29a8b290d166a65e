import { useState } from "react";
import type { Me } from "../model/types";
import { Button } from "../parts/Button";
import { FormProblem } from "../parts/Problem";
import { TextField } from "../parts/TextField";
import { toast } from "../parts/toasts";
import { useWork } from "../shell/useWork";
import { actions } from "../state";
import { GateCard } from "./GateCard";
import { useWords } from "./words";

const LEAST = 12;

/** An issued password lets one in once; then it is replaced by one's own. */
export function NewPassword({ me }: { me: Me }) {
  const w = useWords();
  const [next, setNext] = useState("");
  const [again, setAgain] = useState("");
  const [faults, setFaults] = useState<{ next?: string; again?: string }>({});
  const work = useWork({ inline: true });

  async function submit() {
    const short = [...next].length < LEAST ? w.passwordShort : undefined;
    const other = short === undefined && next !== again ? w.passwordMismatch : undefined;
    setFaults({ ...(short && { next: short }), ...(other && { again: other }) });
    if (short || other) return;
    if (!(await work.run(() => actions.changePassword("", next)))) return;
    toast.done(w.passwordSet);
    await work.run(actions.settled);
  }

  return (
    <GateCard lead={w.newPasswordLead} me={me} onSubmit={submit} title={w.newPasswordTitle}>
      <input autoComplete="username" hidden readOnly value={me.login} />
      <TextField
        autoComplete="new-password"
        autoFocus
        error={faults.next ?? null}
        hint={w.newPasswordHint}
        isRequired
        label={w.newPassword}
        onChange={setNext}
        type="password"
        value={next}
      />
      <TextField
        autoComplete="new-password"
        error={faults.again ?? null}
        isRequired
        label={w.repeatPassword}
        onChange={setAgain}
        type="password"
        value={again}
      />
      <FormProblem text={work.problem} />
      <Button busy={work.busy} look="primary" type="submit" wide>
        {w.setPassword}
      </Button>
    </GateCard>
  );
}
