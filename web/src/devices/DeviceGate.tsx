import { useCallback, useEffect, useState } from "react";
import type { ThisDevice } from "../api/generated";
import { GateCard } from "../factors/GateCard";
import { useBilingual } from "../i18n/useBilingual";
import type { Me } from "../model/types";
import { Button } from "../parts/Button";
import { Rounds, Switch } from "../parts/Choices";
import { FormProblem } from "../parts/Problem";
import { SkeletonRows } from "../parts/Skeleton";
import { TextField } from "../parts/TextField";
import { useAnswer } from "../shell/useAnswer";
import { useWork } from "../shell/useWork";
import { actions, api } from "../state";
import styles from "./Devices.module.css";
import { words } from "./words";

const LOOK_EVERY_MS = 5_000;

/** Only approved devices come in here: apply, wait, or be told why not. */
export function DeviceGate({ me }: { me: Me }) {
  const w = useBilingual(words);
  const answer = useAnswer(useCallback((signal: AbortSignal) => api.device(signal), []));
  const [applied, setApplied] = useState<ThisDevice | null>(null);
  const now = applied ?? answer.value;
  const status = now?.device?.status ?? "known";
  if (now === null) {
    return (
      <GateCard
        lead={answer.phase === "failed" ? w.failed : w.applyLead}
        me={me}
        onSubmit={answer.again}
        title={w.applyTitle}
      >
        {answer.phase === "failed" ? (
          <Button look="primary" type="submit" wide>
            {w.lookAgain}
          </Button>
        ) : (
          <SkeletonRows rows={3} />
        )}
      </GateCard>
    );
  }
  if (status === "known") return <Apply device={now} me={me} onApplied={setApplied} />;
  if (status === "waiting" || status === "approved") return <Waiting me={me} />;
  return <Stopped device={now} me={me} />;
}

interface ApplyProps {
  me: Me;
  device: ThisDevice;
  onApplied: (now: ThisDevice) => void;
}

function Apply({ me, device, onApplied }: ApplyProps) {
  const w = useBilingual(words);
  const [name, setName] = useState(device.device?.name ?? "");
  const [owner, setOwner] = useState<"private" | "public">("private");
  const [code, setCode] = useState("");
  const [agreed, setAgreed] = useState(false);
  const [tried, setTried] = useState(false);
  const work = useWork({ inline: true });
  const nameMissing = tried && name.trim() === "" ? w.nameMissing : null;
  async function apply() {
    setTried(true);
    if (name.trim() === "" || !agreed) return;
    await work.run(async () => {
      onApplied(
        await api.applyForDevice({
          name,
          owner,
          consent: device.version,
          code: owner === "public" ? code : "",
        }),
      );
      await actions.settled();
    });
  }
  return (
    <GateCard lead={w.applyLead} me={me} onSubmit={apply} title={w.applyTitle}>
      <TextField
        error={nameMissing}
        hint={w.nameHint}
        label={w.name}
        maxLength={60}
        onChange={setName}
        value={name}
      />
      <Rounds
        choices={[
          { id: "private", label: w.private },
          { id: "public", label: w.public },
        ]}
        label={w.owner}
        onChange={setOwner}
        value={owner}
      />
      {owner === "public" && (
        <TextField
          autoCapitalize="none"
          hint={w.codeHint}
          label={w.code}
          markOptional
          onChange={setCode}
          value={code}
        />
      )}
      <section className={styles.consent}>
        <h2>{w.consent(device.version)}</h2>
        <p>{device.consent}</p>
      </section>
      <Switch label={w.agree} on={agreed} onChange={setAgreed} />
      <FormProblem text={tried && !agreed ? w.agreeMissing : work.problem} />
      <Button busy={work.busy} look="primary" type="submit" wide>
        {w.apply}
      </Button>
    </GateCard>
  );
}

/** Goes on by itself. */
function Waiting({ me }: { me: Me }) {
  const w = useBilingual(words);
  const work = useWork({ inline: true });
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") actions.settled().catch(() => undefined);
    }, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <GateCard
      lead={w.waitingLead}
      me={me}
      onSubmit={() => void work.run(() => actions.settled())}
      title={w.waitingTitle}
    >
      <FormProblem text={work.problem} />
      <Button busy={work.busy} type="submit" wide>
        {w.lookAgain}
      </Button>
    </GateCard>
  );
}

function Stopped({ me, device }: { me: Me; device: ThisDevice }) {
  const w = useBilingual(words);
  const work = useWork({ inline: true });
  const reason = device.device?.reason ?? "";
  return (
    <GateCard
      lead={reason === "" ? w.stoppedLead : w.reason(reason)}
      me={me}
      onSubmit={() => void work.run(() => actions.settled())}
      title={device.device?.status === "refused" ? w.refusedTitle : w.stoppedTitle}
    >
      <FormProblem text={work.problem} />
      <Button busy={work.busy} type="submit" wide>
        {w.lookAgain}
      </Button>
    </GateCard>
  );
}
