import { useCallback, useState } from "react";
import type { PlanTerms } from "../api/generated";
import { useBilingual } from "../i18n/useBilingual";
import { Fields, SettingsForm } from "../parts/Section";
import { TextField } from "../parts/TextField";
import { toast } from "../parts/toasts";
import { Answered } from "../shell/Answered";
import { PageBody } from "../shell/PageBody";
import { PageHead } from "../shell/PageHead";
import { useAnswer } from "../shell/useAnswer";
import { useWork } from "../shell/useWork";
import { limitOf, MB, typedOf } from "./amounts";
import { installation, type Plan } from "./api";
import styles from "./Operator.module.css";
import { words } from "./words";

const LIMITS = ["accounts", "guests", "bytes", "file_bytes"] as const;
const DAYS = ["trial_days", "grace_days"] as const;
type Field = (typeof LIMITS)[number] | (typeof DAYS)[number];
const unitOf = (field: Field) => (field === "bytes" || field === "file_bytes" ? MB : 1);

/** What each plan gives, to all bodies on it. */
export function Plans({ onBack }: { onBack: (() => void) | undefined }) {
  const w = useBilingual(words);
  const answer = useAnswer(useCallback((signal: AbortSignal) => installation.plans(signal), []));
  return (
    <>
      <PageHead onBack={onBack} title={w.plans} />
      <PageBody column>
        <p className={styles.lead}>
          {w.plansLead}
          {w.zeroHint}
        </p>
        <Answered answer={answer} failed={w.failed}>
          {({ plans }) =>
            (["full", "trial", "free"] as const).map((plan) => {
              const terms = plans[plan];
              return terms && <PlanForm key={plan} plan={plan} terms={terms} />;
            })
          }
        </Answered>
      </PageBody>
    </>
  );
}

function PlanForm({ plan, terms }: { plan: Plan; terms: PlanTerms }) {
  const w = useBilingual(words);
  const fields: readonly Field[] = plan === "trial" ? [...LIMITS, ...DAYS] : LIMITS;
  const [typed, setTyped] = useState<Record<Field, string>>(() => typedIn(terms));
  const { busy, problem, run } = useWork({ inline: true });
  const wrong = fields.filter((field) => typeof limitOf(typed[field]) !== "number");
  const labels: Record<Field, string> = { ...w.limit, trial_days: w.trialDays, grace_days: w.graceDays };
  const value = (field: Field) => limitOf(typed[field], unitOf(field)) ?? terms[field];

  async function save() {
    if (wrong.length > 0) return;
    const done = await run(async () => {
      const { plans } = await installation.changePlan(plan, {
        accounts: value("accounts"),
        guests: value("guests"),
        bytes: value("bytes"),
        file_bytes: value("file_bytes"),
        trial_days: value("trial_days"),
        grace_days: value("grace_days"),
      });
      const next = plans[plan];
      if (next) setTyped(typedIn(next));
    });
    if (done) toast.done(w.saved);
  }

  return (
    <SettingsForm busy={busy} onSave={save} problem={problem} title={w.plan[plan] ?? plan}>
      <Fields>
        {fields.map((field) => (
          <TextField
            error={wrong.includes(field) ? w.notANumber : null}
            inputMode="numeric"
            key={field}
            label={labels[field]}
            onChange={(next) => setTyped((before) => ({ ...before, [field]: next }))}
            value={typed[field]}
          />
        ))}
      </Fields>
    </SettingsForm>
  );
}

function typedIn(terms: PlanTerms): Record<Field, string> {
  return {
    accounts: typedOf(terms.accounts),
    guests: typedOf(terms.guests),
    bytes: typedOf(terms.bytes, MB),
    file_bytes: typedOf(terms.file_bytes, MB),
    trial_days: typedOf(terms.trial_days),
    grace_days: typedOf(terms.grace_days),
  };
}
