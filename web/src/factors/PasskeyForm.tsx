import { useState } from "react";
import { Button } from "../parts/Button";
import { FormProblem } from "../parts/Problem";
import { TextField } from "../parts/TextField";
import { registerPasskey } from "./api";
import styles from "./Factors.module.css";
import { useFactorWork } from "./useFactorWork";
import { useWords } from "./words";

interface Props {
  onAdded: (codes: readonly string[] | null) => void;
}

/** A name, then the browser asks. */
export function PasskeyForm({ onAdded }: Props) {
  const w = useWords();
  const [name, setName] = useState("");
  const [missing, setMissing] = useState<string | null>(null);
  const work = useFactorWork();
  async function add() {
    setMissing(name.trim() === "" ? w.passkeyNameMissing : null);
    if (name.trim() === "") return;
    await work.run(async () => onAdded((await registerPasskey(name)).codes));
  }
  return (
    <form
      className={styles.block}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        event.stopPropagation();
        void add();
      }}
    >
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
    </form>
  );
}
