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
  const [asking, setAsking] = useState<Role | null>(null);
  const names = { administrator: w.roleAdministrator, auditor: w.roleAuditor };
  const notes = { administrator: w.roleAdministratorNote, auditor: w.roleAuditorNote };
  const holds = (role: Role) => account.roles.includes(role);

  const take = (role: Role) =>
    work.run(async () => {
      onChange(await administration.takeRole(account.id, role));
      setAsking(null);
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
          <Button onPress={() => setAsking(role)} small>
            {holds(role) ? w.takeRole(names[role]) : w.giveRole(names[role])}
          </Button>
        </div>
      ))}
      {asking && holds(asking) && (
        <Question
          busy={work.busy}
          danger
          onClose={() => setAsking(null)}
          onYes={() => take(asking)}
          title={w.takeRoleTitle(account.name, names[asking])}
          verb={w.takeRoleVerb}
        >
          {w.takeRoleText}
        </Question>
      )}
      {asking && !holds(asking) && (
        <AskSecond
          alone={() => give(asking)}
          onClose={() => setAsking(null)}
          onDone={() => setAsking(null)}
          title={w.giveRoleTitle(account.name, names[asking])}
          wanted={{ act: "role", wanted: { member_id: account.id, role: asking } }}
        >
          <p>{w.giveRoleText(names[asking])}</p>
        </AskSecond>
      )}
    </>
  );
}
