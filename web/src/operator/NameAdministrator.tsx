import { useState } from "react";
import type { AdministratorMade, BodySummary } from "../api/generated";
import { useBilingual } from "../i18n/useBilingual";
import { Rounds } from "../parts/Choices";
import { FormDialog } from "../parts/FormDialog";
import { LoginField } from "../parts/LoginField";
import { TextField } from "../parts/TextField";
import { useWork } from "../shell/useWork";
import { installation } from "./api";
import styles from "./Bodies.module.css";
import { words } from "./namingWords";

type Way = "own" | "issued" | "added";
const WAYS: readonly Way[] = ["own", "issued", "added"];

interface NameAdministratorProps {
  body: BodySummary;
  onNamed: (made: AdministratorMade) => void;
  onClose: () => void;
}

/** For a body that has nobody left to administer it: one person, with a reason, on its record. */
export function NameAdministrator({ body, onNamed, onClose }: NameAdministratorProps) {
  const w = useBilingual(words);
  const [way, setWay] = useState<Way>("own");
  const [account, setAccount] = useState("");
  const [name, setName] = useState("");
  const [login, setLogin] = useState("");
  const [reason, setReason] = useState("");
  const [isChecked, setChecked] = useState(false);
  const { busy, problem, run } = useWork({ inline: true });
  const isNew = way === "added";
  const isMissing = [...(isNew ? [name, login] : [account]), reason].some((typed) => typed.trim() === "");
  const told = (typed: string, sentence: string) => (isChecked && typed.trim() === "" ? sentence : null);

  async function save() {
    setChecked(true);
    if (isMissing) return;
    await run(async () =>
      onNamed(
        isNew
          ? await installation.addAdministrator(body.id, { name, login, reason })
          : await installation.nameAdministrator(body.id, {
              account,
              reason,
              is_password_issued: way === "issued",
            }),
      ),
    );
  }

  return (
    <FormDialog
      busy={busy}
      holds
      lead={w.lead(body.name)}
      onClose={onClose}
      onSubmit={save}
      problem={problem}
      title={w.title}
      verb={w.verb}
    >
      <Rounds
        choices={WAYS.map((id) => ({ id, label: w[id], note: w[`${id}Note`] }))}
        label={w.way}
        onChange={setWay}
        value={way}
      />
      {isNew ? (
        <div className={styles.pair}>
          <TextField
            error={told(name, w.nameMissing)}
            isRequired
            label={w.name}
            onChange={setName}
            value={name}
          />
          <LoginField error={told(login, w.loginMissing)} label={w.login} onChange={setLogin} value={login} />
        </div>
      ) : (
        <LoginField
          error={told(account, w.accountMissing)}
          hint={w.accountHint}
          label={w.account}
          onChange={setAccount}
          value={account}
        />
      )}
      <TextField
        error={told(reason, w.reasonMissing)}
        hint={w.reasonHint}
        isRequired
        label={w.reason}
        onChange={setReason}
        value={reason}
      />
    </FormDialog>
  );
}
