import { useCallback, useState } from "react";
import type { GuestRules, GuestRulesTold } from "../api/generated";
import { guests } from "../guests/api";
import styles from "../guests/Guests.module.css";
import { useWords } from "../guests/words";
import { Switch } from "../parts/Choices";
import { Dialog } from "../parts/Dialog";
import { FormDialog } from "../parts/FormDialog";
import { Select } from "../parts/Select";
import { SkeletonRows } from "../parts/Skeleton";
import { TextField } from "../parts/TextField";
import { toast } from "../parts/toasts";
import { useAnswer } from "../shell/useAnswer";
import { useWork } from "../shell/useWork";

const MOST_DAYS = 1095;

/** What the body decides about guests: who may invite, for how long, and whether somebody must approve. */
export function GuestRulesDialog({ onClose }: { onClose: () => void }) {
  const w = useWords();
  const { value, phase } = useAnswer(useCallback((signal: AbortSignal) => guests.rules(signal), []));
  if (value === null || phase !== "known") {
    return (
      <Dialog onClose={onClose} title={w.rulesTitle}>
        <SkeletonRows rows={3} />
      </Dialog>
    );
  }
  return <Form onClose={onClose} rules={value} />;
}

function Form({ rules, onClose }: { rules: GuestRulesTold; onClose: () => void }) {
  const w = useWords();
  const [who, setWho] = useState(rules.may_invite ?? "masters");
  const [days, setDays] = useState(String(rules.longest_days ?? 365));
  const [needsConsent, setNeedsConsent] = useState(rules.needs_consent ?? false);
  const work = useWork({ inline: true });
  const count = /^\d{1,4}$/.test(days) ? Number(days) : 0;
  const isWrong = count < 1 || count > MOST_DAYS;
  async function save() {
    if (isWrong) return;
    const wanted: GuestRules = { may_invite: who, longest_days: count, needs_consent: needsConsent };
    if (!(await work.run(() => guests.setRules(wanted, rules.revision)))) return;
    toast.done(w.rulesSaved);
    onClose();
  }
  return (
    <FormDialog
      busy={work.busy}
      onClose={onClose}
      onSubmit={save}
      problem={work.problem}
      title={w.rulesTitle}
      verb={w.save}
    >
      <div className={styles.form}>
        <Select
          choices={[
            { id: "staff", label: w.mayStaff },
            { id: "masters", label: w.mayMasters },
            { id: "administrators", label: w.mayAdministrators },
          ]}
          label={w.mayInvite}
          onChange={setWho}
          value={who}
        />
        <TextField
          error={isWrong ? w.longestWrong : null}
          inputMode="numeric"
          label={w.longest}
          onChange={setDays}
          value={days}
        />
        <Switch
          label={w.needsConsent}
          note={w.needsConsentNote}
          on={needsConsent}
          onChange={setNeedsConsent}
        />
      </div>
    </FormDialog>
  );
}
