import { useState } from "react";
import type { Operators } from "../api/generated";
import { useBilingual } from "../i18n/useBilingual";
import { Fields, SettingsForm } from "../parts/Section";
import { Select } from "../parts/Select";
import { TextField } from "../parts/TextField";
import { toast } from "../parts/toasts";
import { useWork } from "../shell/useWork";
import { installation } from "./api";
import { words } from "./staffWords";

type Wanted = Operators["demand"];
const DEMANDS: readonly Wanted[] = ["none", "any", "passkey"];
const MOST_DAYS = 90;

/** What every operator shows besides the password. */
export function Demand({ seen, onSaved }: { seen: Operators; onSaved: (next: Operators) => void }) {
  const w = useBilingual(words);
  const [demand, setDemand] = useState<Wanted>(seen.demand);
  const [grace, setGrace] = useState(String(seen.grace_days));
  const [isWrong, setWrong] = useState(false);
  const { busy, problem, run } = useWork({ inline: true });
  const lacking = seen.operators.filter(
    (one) => one.passkeys === 0 && !(seen.demand === "any" && one.has_app),
  ).length;
  async function save() {
    const days = Number(grace);
    const isGood = grace.trim() !== "" && Number.isInteger(days) && days >= 0 && days <= MOST_DAYS;
    setWrong(!isGood);
    if (!isGood) return;
    const wanted = { demand, grace_days: days };
    if (await run(async () => onSaved(await installation.demandOfOperators(wanted)))) toast.done(w.saved);
  }
  return (
    <SettingsForm busy={busy} note={w.demandLead} onSave={save} problem={problem} title={w.demand}>
      {seen.demand !== "none" && lacking > 0 && <p>{w.lacking(lacking)}</p>}
      <Fields>
        <Select
          choices={DEMANDS.map((id) => ({ id, label: w.demands[id] ?? id }))}
          label={w.demandOf}
          onChange={setDemand}
          value={demand}
        />
        <TextField
          error={isWrong ? w.graceWrong : null}
          inputMode="numeric"
          label={w.grace}
          onChange={setGrace}
          value={grace}
        />
      </Fields>
    </SettingsForm>
  );
}
