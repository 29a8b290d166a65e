import { useCallback } from "react";
import type { Finding, Condition as Seen, Trouble } from "../api/generated";
import { ownHalf } from "../console/ownHalf";
import { CheckIcon, RefreshIcon } from "../design/icons";
import { currentLanguage, useText } from "../i18n";
import { whenOf } from "../i18n/time";
import { useBoth } from "../i18n/useBoth";
import { Button } from "../parts/Button";
import { EmptyState } from "../parts/EmptyState";
import { toast } from "../parts/toasts";
import { Answered } from "../shell/Answered";
import { PageBody } from "../shell/PageBody";
import { PageHead } from "../shell/PageHead";
import { useAnswer } from "../shell/useAnswer";
import { useWork } from "../shell/useWork";
import { installation } from "./api";
import styles from "./Operator.module.css";
import { words } from "./words";

const MINUTE_MS = 60_000;

/** How the installation is: counts, and jobs that were given up. */
export function Condition({ onBack }: { onBack: (() => void) | undefined }) {
  const w = useBoth(words);
  const answer = useAnswer(useCallback((signal: AbortSignal) => installation.condition(signal), []));
  return (
    <>
      <PageHead onBack={onBack} title={w.condition}>
        <Button icon={<RefreshIcon size={18} />} onPress={answer.again} small>
          {w.refresh}
        </Button>
      </PageHead>
      <PageBody column>
        <Answered answer={answer} failed={w.failed}>
          {(seen) => (
            <>
              <Facts seen={seen} />
              <Findings findings={seen.findings} />
              <Troubles onRetried={answer.again} troubles={seen.troubles} />
            </>
          )}
        </Answered>
      </PageBody>
    </>
  );
}

function Facts({ seen }: { seen: Seen }) {
  const w = useBoth(words);
  const n = (value: number) => value.toLocaleString("ja-JP");
  const facts: readonly (readonly [string, string])[] = [
    [w.version, seen.version],
    [w.bodiesHere, n(seen.bodies)],
    [w.suspendedHere, n(seen.suspended)],
    [w.accountsHere, n(seen.accounts)],
    [w.waiting, n(seen.waiting)],
  ];
  return (
    <>
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {seen.overdue_ms > MINUTE_MS && (
        <p className={styles.small}>{w.overdue(Math.floor(seen.overdue_ms / MINUTE_MS))}</p>
      )}
    </>
  );
}

/** What the self-audit found and what is still so; which message it is, but never what it says. */
function Findings({ findings }: { findings: readonly Finding[] }) {
  const t = useText();
  const w = useBoth(words);
  return (
    <section aria-label={w.findings}>
      <h2 className={styles.heading}>{w.findings}</h2>
      {findings.length === 0 ? (
        <EmptyState compact icon={<CheckIcon />} title={w.noFindingsTitle}>
          {w.noFindingsText}
        </EmptyState>
      ) : (
        <>
          <p className={styles.lead}>{w.findingNote}</p>
          <ul className={styles.rows}>
            {findings.map((finding) => (
              <li key={finding.id}>
                <span className={styles.words}>
                  <span>{w.check[finding.check] ?? finding.check}</span>
                  <span className={styles.small}>
                    {whenOf(finding.found_at, Date.now(), t)}　{finding.stream}　
                    {ownHalf(finding.detail, currentLanguage())}
                  </span>
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Troubles({ troubles, onRetried }: { troubles: readonly Trouble[]; onRetried: () => void }) {
  const t = useText();
  const w = useBoth(words);
  const { busy, run } = useWork();
  async function retry(id: string) {
    if (!(await run(() => installation.retry(id)))) return;
    toast.done(w.retried);
    onRetried();
  }
  return (
    <section aria-label={w.troubles}>
      <h2 className={styles.heading}>{w.troubles}</h2>
      {troubles.length === 0 ? (
        <EmptyState compact icon={<CheckIcon />} title={w.noTroublesTitle}>
          {w.noTroublesText}
        </EmptyState>
      ) : (
        <>
          <p className={styles.lead}>{w.troubleNote}</p>
          <ul className={styles.rows}>
            {troubles.map((job) => (
              <li key={job.id}>
                <span className={styles.words}>
                  <span>{job.kind}</span>
                  <span className={styles.small}>
                    {whenOf(job.failed_at, Date.now(), t)}　{w.troubleText(job.attempts, job.error)}
                  </span>
                </span>
                <Button busy={busy} onPress={() => retry(job.id)} small>
                  {w.retry}
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
