import { type ReactNode, useState } from "react";
import { Button } from "../parts/Button";
import { FormProblem } from "../parts/Problem";
import { TextField } from "../parts/TextField";
import { registerPasskey } from "./api";
import styles from "./Factors.module.css";
import { useFactorWork } from "./useFactorWork";
import { useWords } from "./words";

interface Props {
  onAdded: (codes: readonly string[] | null) => void;
  /** The form around it: a dialog, or a card of the entrance. */
  frame: (submit: () => void, children: ReactNode) => ReactNode;
}

/** A name, then the browser asks. */
export function PasskeyForm({ onAdded, frame }: Props) {
  const w = useWords();
  const [name, setName] = useState("");
  const [missing, setMissing] = useState<string | null>(null);
  const work = useFactorWork();
  async function add() {
    setMissing(name.trim() === "" ? w.passkeyNameMissing : null);
    if (name.trim() === "") return;
    await work.run(async () => onAdded((await registerPasskey(name)).codes));
  }
  return frame(
    add,
    <div className={styles.block}>
      <p>{w.passkeyLead}</p>
      <TextField
        autoFocus
        error={missing}
        hint={w.passkeyNameHint}
        isRequired
        label={w.passkeyName}
        maxLength={60}
        onChange={setName}
        value={name}
      />
      <FormProblem text={work.problem} />
      <Button busy={work.busy} look="primary" type="submit" wide>
        {w.passkeyAdd}
      </Button>
    </div>,
  );
}
