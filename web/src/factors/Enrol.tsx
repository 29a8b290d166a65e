import { type ReactNode, useState } from "react";
import type { Me } from "../model/types";
import { Button } from "../parts/Button";
import { FormProblem } from "../parts/Problem";
import { actions } from "../state";
import { AppForm } from "./AppForm";
import { factors, ownPasskey } from "./api";
import { CodesKept } from "./CodesKept";
import styles from "./Factors.module.css";
import { GateCard } from "./GateCard";
import { PasskeyForm } from "./PasskeyForm";
import { hasPasskeys } from "./passkey";
import { useFactorWork } from "./useFactorWork";
import { useWords } from "./words";

type Step = "choose" | "app" | "passkey" | { readonly codes: readonly string[] };

/** What the organisation demands is added now; then the day's work begins. */
export function Enrol({ me }: { me: Me }) {
  const w = useWords();
  const [step, setStep] = useState<Step>("choose");
  const work = useFactorWork();
  const onlyPasskey = me.at_gate?.demand === "passkey";
  const canMake = hasPasskeys();
  const goOn = () => void work.run(actions.settled);
  const added = (codes: readonly string[] | null) => (codes === null ? goOn() : setStep({ codes }));
  const showHeld = () =>
    work.run(async () => {
      await factors.second({ passkey: await ownPasskey() });
      await actions.settled();
    });

  if (typeof step === "object") {
    return (
      <GateCard lead={null} me={me} title={w.codesTitle}>
        <CodesKept codes={step.codes} onKept={goOn} />
        <FormProblem text={work.problem} />
      </GateCard>
    );
  }
  if (step !== "choose") {
    const Form = step === "app" ? AppForm : PasskeyForm;
    const frame = (submit: () => void, children: ReactNode) => (
      <GateCard lead={null} me={me} onSubmit={submit} title={step === "app" ? w.appTitle : w.passkeyTitle}>
        {children}
        <FormProblem text={work.problem} />
        <Button look="quiet" onPress={() => setStep("choose")} small>
          {w.otherWay}
        </Button>
      </GateCard>
    );
    return <Form frame={frame} onAdded={added} />;
  }
  return (
    <GateCard lead={onlyPasskey ? w.enrolPasskey : w.enrolAny} me={me} title={w.enrolTitle}>
      {canMake && (
        <Choice note={w.choosePasskeyNote} onPress={() => setStep("passkey")} text={w.choosePasskey} />
      )}
      {!onlyPasskey && <Choice note={w.chooseAppNote} onPress={() => setStep("app")} text={w.chooseApp} />}
      {!canMake && onlyPasskey && <p>{w.passkeysElsewhere}</p>}
      {canMake && me.at_gate?.ways.includes("passkey") && (
        <Button busy={work.busy} look="quiet" onPress={showHeld} small>
          {w.showHeld}
        </Button>
      )}
      <FormProblem text={work.problem} />
    </GateCard>
  );
}

function Choice({ text, note, onPress }: { text: string; note: string; onPress: () => void }) {
  return (
    <div className={styles.choice}>
      <Button onPress={onPress} wide>
        {text}
      </Button>
      <p className={styles.note}>{note}</p>
    </div>
  );
}
