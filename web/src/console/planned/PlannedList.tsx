import type { PlannedChange, PlannedChanges } from "../../api/generated";
import { useText } from "../../i18n";
import { fullWhenOf } from "../../i18n/time";
import { useBilingual } from "../../i18n/useBilingual";
import { facts, LineRow, RowWords } from "../../list/Row";
import { ask } from "../../net/http";
import { Tag } from "../../parts/Badge";
import { Button } from "../../parts/Button";
import { pathWords } from "../../people/labels";
import { useWork } from "../../shell/useWork";
import { useSettings } from "../../state";
import { PLANS } from "./PlanChange";
import styles from "./Planned.module.css";
import { type PlannedWords, words } from "./words";

interface PlannedListProps {
  planned: PlannedChanges;
  onRenew: (planned: PlannedChanges) => void;
}

/** What waits for its instant, and what became of the others lately. */
export function PlannedList({ planned, onRenew }: PlannedListProps) {
  const w = useBilingual(words);
  if (planned.plans.length === 0) return null;
  return (
    <section aria-label={w.list} className={styles.list}>
      <h2 className={styles.heading}>{w.list}</h2>
      {planned.warning !== null && (
        <p className={styles.warning} role="status">
          {w.warned(planned.warning)}
        </p>
      )}
      <ul>
        {planned.plans.map((one) => (
          <Row key={one.id} onRenew={onRenew} plan={one} w={w} />
        ))}
      </ul>
    </section>
  );
}

interface RowProps {
  plan: PlannedChange;
  onRenew: (planned: PlannedChanges) => void;
  w: PlannedWords;
}

function Row({ plan, onRenew, w }: RowProps) {
  const t = useText();
  const { era } = useSettings();
  const work = useWork();
  const withdraw = () =>
    work.run(async () =>
      onRenew(await ask<PlannedChanges>("POST", `${PLANS}/${encodeURIComponent(plan.id)}/withdraw`)),
    );
  return (
    <LineRow>
      <RowWords
        beside={<Tag tone={plan.state === "failed" ? "accent" : "plain"}>{w.states[plan.state]}</Tag>}
        name={w.told[plan.act](pathWords(plan.path), plan.name ?? (pathWords(plan.to_path) || w.top))}
        second={facts(fullWhenOf(plan.effective_at, t, era), plan.set_by, plan.told)}
      />
      {plan.state === "waiting" && (
        <Button busy={work.busy} onPress={withdraw} small>
          {w.withdraw}
        </Button>
      )}
    </LineRow>
  );
}
