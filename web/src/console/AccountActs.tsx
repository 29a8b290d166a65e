import { useState } from "react";
import type { Account, Issued } from "../api/generated";
import { useBilingual } from "../i18n/useBilingual";
import { isProblem } from "../net/problem";
import { Button } from "../parts/Button";
import { Question } from "../parts/Question";
import { toast } from "../parts/toasts";
import { useWork } from "../shell/useWork";
import { useMe } from "../state";
import { administration } from "./api";
import { AskSecond } from "./consents/AskSecond";
import { Tasks } from "./delegation/Tasks";
import { words } from "./delegation/words";
import { DeleteAccount } from "./erasure/DeleteAccount";
import styles from "./PersonForm.module.css";
import { Roles } from "./Roles";
import { ResetFactors } from "./sign_in/ResetFactors";
import { words as signInWords } from "./sign_in/words";
import type { Line } from "./tree";
import { useWords, type Words } from "./words";

type Deed = "suspend" | "left" | "reset";
type Asked = "password" | "reopen";
type Asking = Deed | "factors" | Asked;

interface AccountActsProps {
  account: Account;
  lines: readonly Line[];
  /** Roles or tasks changed; the form stays open. */
  onChange: () => void;
  onDone: (issued: Issued | null) => void;
}

/** What takes effect at once: roles, and the state of the account. */
export function AccountActs({ account: given, lines, onChange, onDone }: AccountActsProps) {
  const w = useWords();
  const d = useBilingual(words);
  const s = useBilingual(signInWords);
  const me = useMe();
  const [account, setAccount] = useState(given);
  const [asking, setAsking] = useState<Asking | null>(null);
  const work = useWork();
  const deed = deedOf(asking);
  const isOwn = account.id === me.person.id;
  const isActive = account.status === "active";
  const gives = me.roles.includes("administrator") && account.kind === "staff" && isActive;
  const isClosed = !me.roles.includes("administrator") && account.roles.length + account.tasks.length > 0;

  function yes(deed: Deed) {
    work.run(async () => {
      const issued = await doneOrSecond(deed, account.id);
      if (issued === "second") return setAsking("password");
      if (issued === null) toast.done(w.stopped);
      setAsking(null);
      onDone(issued);
    });
  }
  function reopen() {
    work.run(async () => {
      if (!(await isReopened(account.id))) return setAsking("reopen");
      toast.done(w.reopened);
      onDone(null);
    });
  }
  function keep(changed: Account) {
    setAccount(changed);
    onChange();
  }

  return (
    <section className={styles.acts}>
      <h3 className={styles.legend}>{w.account}</h3>
      {gives && <Roles account={account} onChange={keep} />}
      {gives && <Tasks account={account} lines={lines} onChange={keep} />}
      {isOwn || isClosed ? (
        <p className={styles.note}>{isOwn ? w.own : d.readOnly}</p>
      ) : (
        <div className={styles.buttons}>
          {isActive && (
            <Button onPress={() => setAsking("reset")} small>
              {w.reset}
            </Button>
          )}
          {isActive && (
            <Button onPress={() => setAsking("factors")} small>
              {s.reset}
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
          <DeleteAccount account={account} onDone={() => onDone(null)} />
        </div>
      )}
      {asking === "factors" && (
        <ResetFactors account={account} onClose={() => setAsking(null)} onDone={() => onDone(null)} />
      )}
      <Second account={account} asked={asking} onClose={() => setAsking(null)} />
      {deed && (
        <Question
          busy={work.busy}
          danger
          onClose={() => setAsking(null)}
          onYes={() => yes(deed)}
          title={wordsOf(deed, w).title}
          verb={wordsOf(deed, w).verb}
        >
          {wordsOf(deed, w).text(account.name)}
        </Question>
      )}
    </section>
  );
}

interface SecondProps {
  account: Account;
  asked: Asking | null;
  onClose: () => void;
}

/** A new password for somebody with powers, or reopening them, is asked of another administrator first. */
function Second({ account, asked, onClose }: SecondProps) {
  const w = useWords();
  if (asked === "password") {
    const wanted = { act: "password", wanted: { member_id: account.id } } as const;
    return (
      <AskSecond onClose={onClose} onDone={onClose} wanted={wanted}>
        <p>{wordsOf("reset", w).text(account.name)}</p>
      </AskSecond>
    );
  }
  if (asked !== "reopen") return null;
  const wanted = { act: "bulk", wanted: { act: "reopen", member_ids: [account.id] } } as const;
  return (
    <AskSecond onClose={onClose} onDone={onClose} wanted={wanted}>
      <p>{w.reopenText(account.name)}</p>
    </AskSecond>
  );
}

function deedOf(asking: Asking | null): Deed | null {
  return asking === "factors" || asking === "password" || asking === "reopen" ? null : asking;
}

/** Whoever has powers is reopened with another administrator's consent only. */
async function isReopened(id: string): Promise<boolean> {
  try {
    await administration.reopen(id);
    return true;
  } catch (error) {
    if (isProblem(error, "consent.needed")) return false;
    throw error;
  }
}

/** Whoever has powers gets a password with another administrator's consent only. */
async function doneOrSecond(deed: Deed, id: string): Promise<Issued | null | "second"> {
  try {
    return await DEEDS[deed](id);
  } catch (error) {
    if (deed === "reset" && isProblem(error, "consent.needed")) return "second";
    throw error;
  }
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
