import { useState } from "react";
import type { Shown } from "../api/generated";
import type { Me } from "../model/types";
import { Button } from "../parts/Button";
import { FormProblem } from "../parts/Problem";
import { actions } from "../state";
import { factors, ownPasskey } from "./api";
import { CodeField } from "./CodeField";
import styles from "./Factors.module.css";
import { GateCard } from "./GateCard";
import { hasPasskeys } from "./passkey";
import { useFactorWork } from "./useFactorWork";
import { useWords } from "./words";

type Way = "code" | "recovery_code";

/** The second step: an authenticator app's code, a passkey, or, when the phone is lost, a recovery code. */
export function Second({ me }: { me: Me }) {
  const w = useWords();
  const ways = me.at_gate?.ways ?? [];
  const hasApp = ways.includes("totp");
  const [way, setWay] = useState<Way | null>(hasApp ? "code" : null);
  const [typed, setTyped] = useState("");
  const [missing, setMissing] = useState<string | null>(null);
  const work = useFactorWork();
  const canShow = ways.includes("passkey") && hasPasskeys();

  const show = (shown: () => Promise<Shown>) =>
    work.run(async () => {
      await factors.second(await shown());
      await actions.settled();
    });

  function submit() {
    if (way === null) return;
    setMissing(typed.trim() === "" ? w.codeMissing : null);
    if (typed.trim() !== "") void show(async () => ({ [way]: typed }));
  }

  function choose(next: Way) {
    setWay(next);
    setTyped("");
    setMissing(null);
  }

  return (
    <GateCard lead={w.secondLead} me={me} onSubmit={submit} title={w.secondTitle}>
      {canShow && (
        <Button
          busy={work.busy && way === null}
          look={way === null ? "primary" : "plain"}
          onPress={() => show(async () => ({ passkey: await ownPasskey() }))}
          wide
        >
          {w.usePasskey}
        </Button>
      )}
      {ways.includes("passkey") && !canShow && <p>{w.notHere}</p>}
      {way !== null && (
        <>
          <CodeField
            error={missing}
            key={way}
            kind={way === "code" ? "app" : "recovery"}
            onChange={setTyped}
            value={typed}
          />
          <FormProblem text={work.problem} />
          <Button busy={work.busy} look="primary" type="submit" wide>
            {w.confirm}
          </Button>
        </>
      )}
      {way === null && <FormProblem text={work.problem} />}
      {way !== "recovery_code" && ways.includes("recovery_code") && (
        <Button look="quiet" onPress={() => choose("recovery_code")} small>
          {w.useRecovery}
        </Button>
      )}
      {way !== "code" && hasApp && (
        <Button look="quiet" onPress={() => choose("code")} small>
          {w.useApp}
        </Button>
      )}
      <p className={styles.note}>{w.noWay}</p>
    </GateCard>
  );
}
