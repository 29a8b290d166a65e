import { useCallback, useState } from "react";
import type { PlanTerms } from "../api/generated";
import { useBoth } from "../console/words/both";
import { OfflineIcon } from "../design/icons";
import { useText } from "../i18n";
import { Button } from "../parts/Button";
import { EmptyState } from "../parts/EmptyState";
import { Form } from "../parts/Form";
import { FormProblem } from "../parts/Problem";
import { SkeletonRows } from "../parts/Skeleton";
import { TextField } from "../parts/TextField";
import { toast } from "../parts/toasts";
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
  const t = useText();
  const w = useBoth(words);
  const answer = useAnswer(useCallback((signal: AbortSignal) => installation.plans(signal), []));
  return (
    <>
      <PageHead onBack={onBack} title={w.plans} />
      <div className={styles.scroll}>
        <div className={styles.narrow}>
          <p className={styles.lead}>
            {w.plansLead}
            {w.zeroHint}
          </p>
          {answer.value === null && answer.phase === "failed" && (
            <EmptyState
              action={<Button onPress={answer.again}>{t.parts.retry}</Button>}
              icon={<OfflineIcon />}
              title={w.failed}
            />
          )}
          {answer.value === null && answer.phase === "asking" && <SkeletonRows />}
          {answer.value !== null && (
            <div>
              {(["full", "trial", "free"] as const).map((plan) => {
                const terms = answer.value?.plans[plan];
                return terms && <PlanForm key={plan} plan={plan} terms={terms} />;
              })}
            </div>
          )}
        </div>
      </div>
    </>
  );
}

function PlanForm({ plan, terms }: { plan: Plan; terms: PlanTerms }) {
  const w = useBoth(words);
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
    <Form className={styles.plan} onSubmit={save}>
      <h2 className={styles.heading}>{w.plan[plan]}</h2>
      <FormProblem text={problem} />
      <div className={styles.fields}>
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
      </div>
      <div>
        <Button busy={busy} type="submit">
          {w.save}
        </Button>
      </div>
    </Form>
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
