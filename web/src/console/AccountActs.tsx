import { useState } from "react";
import type { Account, Issued } from "../api/generated";
import { Button } from "../parts/Button";
import { Switch } from "../parts/Choices";
import { Question } from "../parts/Question";
import { toast } from "../parts/toasts";
import { useWork } from "../shell/useWork";
import { useMe } from "../state";
import { administration, type Role } from "./api";
import styles from "./PersonForm.module.css";
import { useWords, type Words } from "./words";

type Deed = "suspend" | "left" | "reset";

interface AccountActsProps {
  account: Account;
  onDone: (issued: Issued | null) => void;
}

/** What takes effect at once: roles, and the state of the account. */
export function AccountActs({ account: given, onDone }: AccountActsProps) {
  const w = useWords();
  const me = useMe();
  const [account, setAccount] = useState(given);
  const [asking, setAsking] = useState<Deed | null>(null);
  const work = useWork();
  const isOwn = account.id === me.person.id;
  const isActive = account.status === "active";

  function yes(deed: Deed) {
    work.run(async () => {
      const issued = await DEEDS[deed](account.id);
      if (issued === null) toast.done(w.stopped);
      setAsking(null);
      onDone(issued);
    });
  }
  function reopen() {
    work.run(async () => {
      await administration.reopen(account.id);
      toast.done(w.reopened);
      onDone(null);
    });
  }
  const change = (role: Role, on: boolean) =>
    work.run(async () => {
      const act = on ? administration.giveRole : administration.takeRole;
      setAccount(await act(account.id, role));
      toast.done(w.saved);
    });

  return (
    <section className={styles.acts}>
      <h3 className={styles.legend}>{w.account}</h3>
      {account.kind === "staff" && isActive && <Roles account={account} busy={work.busy} onChange={change} />}
      {isOwn ? (
        <p className={styles.note}>{w.own}</p>
      ) : (
        <div className={styles.buttons}>
          {isActive && (
            <Button onPress={() => setAsking("reset")} small>
              {w.reset}
            </Button>
          )}
          {isActive ? (
            <Button onPress={() => setAsking("suspend")} small>
              {w.suspend}
            </Button>
          ) : (
            <Button busy={work.busy} onPress={reopen} small>
              {w.reopen}
            </Button>
          )}
          {account.status !== "left" && (
            <Button onPress={() => setAsking("left")} small>
              {w.markLeft}
            </Button>
          )}
        </div>
      )}
      {asking && (
        <Question
          busy={work.busy}
          danger
          onClose={() => setAsking(null)}
          onYes={() => yes(asking)}
          title={wordsOf(asking, w).title}
          verb={wordsOf(asking, w).verb}
        >
          {wordsOf(asking, w).text(account.name)}
        </Question>
      )}
    </section>
  );
}

interface RolesProps {
  account: Account;
  busy: boolean;
  onChange: (role: Role, on: boolean) => void;
}

function Roles({ account: { roles }, busy, onChange }: RolesProps) {
  const w = useWords();
  return (
    <>
      <Switch
        isDisabled={busy}
        label={w.roleAdministrator}
        note={w.roleAdministratorNote}
        on={roles.includes("administrator")}
        onChange={(on) => onChange("administrator", on)}
      />
      <Switch
        isDisabled={busy}
        label={w.roleAuditor}
        note={w.roleAuditorNote}
        on={roles.includes("auditor")}
        onChange={(on) => onChange("auditor", on)}
      />
    </>
  );
}

const DEEDS: Record<Deed, (id: string) => Promise<Issued | null>> = {
  suspend: (id) => administration.suspend(id).then(() => null),
  left: (id) => administration.markLeft(id).then(() => null),
  reset: (id) => administration.resetPassword(id),
};

function wordsOf(deed: Deed, w: Words) {
  switch (deed) {
    case "suspend":
      return { title: w.suspend, text: w.suspendText, verb: w.suspendVerb };
    case "left":
      return { title: w.markLeft, text: w.markLeftText, verb: w.markLeftVerb };
    case "reset":
      return { title: w.reset, text: w.resetText, verb: w.resetVerb };
    default:
      return deed satisfies never;
  }
}
