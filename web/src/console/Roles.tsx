import { useState } from "react";
import type { Account } from "../api/generated";
import { Button } from "../parts/Button";
import { Question } from "../parts/Question";
import { toast } from "../parts/toasts";
import { useWork } from "../shell/useWork";
import { administration, type Role } from "./api";
import { AskSecond } from "./consents/AskSecond";
import styles from "./PersonForm.module.css";
import { useWords } from "./words";

const ROLES: readonly Role[] = ["administrator", "auditor"];

interface RolesProps {
  account: Account;
  onChange: (account: Account) => void;
}

/** Who somebody is to the body: given by an act with a sentence and a reason, never by a switch. */
export function Roles({ account, onChange }: RolesProps) {
  const w = useWords();
  const work = useWork();
  const [giving, setGiving] = useState<Role | null>(null);
  const [taking, setTaking] = useState<Role | null>(null);
  const names = { administrator: w.roleAdministrator, auditor: w.roleAuditor };
  const notes = { administrator: w.roleAdministratorNote, auditor: w.roleAuditorNote };
  const holds = (role: Role) => account.roles.includes(role);

  const take = (role: Role) =>
    work.run(async () => {
      onChange(await administration.takeRole(account.id, role));
      setTaking(null);
      toast.done(w.saved);
    });
  async function give(role: Role) {
    onChange(await administration.giveRole(account.id, role));
    toast.done(w.roleGiven);
  }

  return (
    <>
      {ROLES.map((role) => (
        <div key={role}>
          <p>
            <strong>{holds(role) ? w.roleHeld(names[role]) : w.roleNotHeld(names[role])}</strong>
          </p>
          <p className={styles.note}>{notes[role]}</p>
          <Button onPress={() => (holds(role) ? setTaking(role) : setGiving(role))} small>
            {holds(role) ? w.takeRole(names[role]) : w.giveRole(names[role])}
          </Button>
        </div>
      ))}
      {taking && (
        <Question
          busy={work.busy}
          danger
          onClose={() => setTaking(null)}
          onYes={() => take(taking)}
          title={w.takeRoleTitle(account.name, names[taking])}
          verb={w.takeRoleVerb}
        >
          {w.takeRoleText}
        </Question>
      )}
      {giving && (
        <AskSecond
          alone={() => give(giving)}
          onClose={() => setGiving(null)}
          onDone={() => setGiving(null)}
          title={w.giveRoleTitle(account.name, names[giving])}
          wanted={{ act: "role", wanted: { member_id: account.id, role: giving } }}
        >
          <p>{w.giveRoleText(names[giving])}</p>
        </AskSecond>
      )}
    </>
  );
}
