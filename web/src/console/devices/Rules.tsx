import { useCallback, useState } from "react";
import type { DeviceRules, RulesView } from "../../api/generated";
import { words } from "../../devices/words";
import { useText } from "../../i18n";
import { useBilingual } from "../../i18n/useBilingual";
import { Button } from "../../parts/Button";
import { Switch } from "../../parts/Choices";
import { Dialog } from "../../parts/Dialog";
import { FormDialog } from "../../parts/FormDialog";
import { Select } from "../../parts/Select";
import { SkeletonRows } from "../../parts/Skeleton";
import { TextField } from "../../parts/TextField";
import { toast } from "../../parts/toasts";
import { useAnswer } from "../../shell/useAnswer";
import { useWork } from "../../shell/useWork";
import { devices } from "./api";
import styles from "./Devices.module.css";
import { Lent } from "./Lent";

const CLASSES = ["phone", "pc"] as const;
const KEEPING = ["never", "approved", "any"] as const;
const FIRST = ["0", "1", "2", "3", "4", "5"] as const;

/** From where only approved devices come in, what is approved by itself, and what people agree to. */
export function Rules({ onClose }: { onClose: () => void }) {
  const answer = useAnswer(useCallback((signal: AbortSignal) => devices.rules(signal), []));
  if (answer.value) return <Form onClose={onClose} view={answer.value} />;
  return <Waiting failed={answer.phase === "failed"} onAgain={answer.again} onClose={onClose} />;
}

interface WaitingProps {
  failed: boolean;
  onAgain: () => void;
  onClose: () => void;
}

function Waiting({ failed, onAgain, onClose }: WaitingProps) {
  const t = useText();
  const w = useBilingual(words);
  return (
    <Dialog actions={<Button onPress={onClose}>{t.parts.cancel}</Button>} onClose={onClose} title={w.rules}>
      {failed ? <Button onPress={onAgain}>{t.parts.retry}</Button> : <SkeletonRows rows={4} />}
    </Dialog>
  );
}

function Form({ view, onClose }: { view: RulesView; onClose: () => void }) {
  const w = useBilingual(words);
  const [rules, setRules] = useState<DeviceRules>(view.rules);
  const work = useWork({ inline: true });
  const change = (part: Partial<DeviceRules>) => setRules((before) => ({ ...before, ...part }));
  async function save() {
    if (!(await work.run(() => devices.saveRules(rules, view.revision)))) return;
    toast.done(w.saved);
    onClose();
  }
  function ask(face: string, device: "pc" | "phone", on: boolean) {
    const others = rules.demanded.filter((one) => one.face !== face || one.device !== device);
    change({ demanded: on ? [...others, { face, device }] : others });
  }
  function keepAt(face: string, on: boolean) {
    const others = rules.offline_at.filter((one) => one !== face);
    change({ offline_at: on ? [...others, face] : others });
  }
  return (
    <FormDialog
      busy={work.busy}
      lead={w.rulesLead}
      onClose={onClose}
      onSubmit={save}
      problem={work.problem}
      title={w.rules}
      verb={w.save}
    >
      <section className={styles.rules}>
        <h3 className={styles.rulesTitle}>{w.askedFrom}</h3>
        {view.faces.flatMap((face) =>
          CLASSES.map((device) => (
            <Switch
              key={`${face} ${device}`}
              label={w.at(w.faces[face] ?? face, w[device])}
              on={rules.demanded.some((one) => one.face === face && one.device === device)}
              onChange={(on) => ask(face, device, on)}
            />
          )),
        )}
      </section>
      <Switch
        label={w.approveLent}
        on={rules.approve_lent}
        onChange={(approve_lent) => change({ approve_lent })}
      />
      {rules.approve_lent && <Lent />}
      <Select
        choices={FIRST.map((id) => ({
          id,
          label: id === "0" ? w.approveFirstNone : w.approveFirstOf(Number(id)),
        }))}
        label={w.approveFirst}
        onChange={(id) => change({ approve_first: Number(id) })}
        value={FIRST[rules.approve_first] ?? "0"}
      />
      <Select
        choices={KEEPING.map((id) => ({ id, label: w.offlineChoices[id] ?? id }))}
        hint={w.offlineHint}
        label={w.offline}
        onChange={(offline) => change({ offline })}
        value={rules.offline}
      />
      {rules.offline !== "never" &&
        view.faces.map((face) => (
          <Switch
            key={face}
            label={w.offlineAt(w.faces[face] ?? face)}
            on={rules.offline_at.includes(face)}
            onChange={(on) => keepAt(face, on)}
          />
        ))}
      <TextField
        hint={w.consentHint}
        label={w.consentText}
        lines={7}
        maxLength={4000}
        onChange={(consent) => change({ consent })}
        value={rules.consent}
      />
    </FormDialog>
  );
}
