import { useCallback } from "react";
import type { Finding, Condition as Seen, Trouble } from "../api/generated";
import { localizedPart } from "../console/localizedPart";
import { CheckIcon, RefreshIcon, WarningIcon } from "../design/icons";
import { currentLanguage, useText } from "../i18n";
import { whenOf } from "../i18n/time";
import { useBilingual } from "../i18n/useBilingual";
import { Button } from "../parts/Button";
import { EmptyState } from "../parts/EmptyState";
import { sizeOf } from "../parts/size";
import { toast } from "../parts/toasts";
import { Answered } from "../shell/Answered";
import { PageBody } from "../shell/PageBody";
import { PageHead } from "../shell/PageHead";
import { useAnswer } from "../shell/useAnswer";
import { useWork } from "../shell/useWork";
import { installation } from "./api";
import { words as conditionWords } from "./conditionWords";
import styles from "./Operator.module.css";
import { words } from "./words";

const MINUTE_MS = 60_000;

/** How the installation is: counts, and jobs that were given up. */
export function Condition({ onBack }: { onBack: (() => void) | undefined }) {
  const w = useBilingual(words);
  const answer = useAnswer(useCallback((signal: AbortSignal) => installation.condition(signal), []));
  return (
    <>
      <PageHead onBack={onBack} title={w.condition}>
        <Button icon={<RefreshIcon size={18} />} onPress={answer.again} small>
          {w.refresh}
        </Button>
      </PageHead>
      <PageBody column label={w.condition}>
        <Answered answer={answer} failed={w.failed}>
          {(seen) => (
            <>
              <Lost seen={seen} />
              <Facts seen={seen} />
              <Machine seen={seen} />
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
  const w = useBilingual(words);
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

/** What was lost or is missing, before everything else; nothing when all is well. */
function Lost({ seen }: { seen: Seen }) {
  const w = useBilingual(conditionWords);
  const told = [
    ...seen.lost_faces.map(({ body, faces }) => w.facesLost(body, faces.join("・"))),
    ...(seen.demand === "none" ? [w.noFactorDemanded] : []),
    ...KINDS.filter((kind) => !seen.upkeep.some((one) => one.kind === kind)).map((kind) => w.neverDone[kind]),
  ];
  if (told.length === 0) return null;
  return (
    <ul aria-label={w.lookAt} className={styles.warnings}>
      {told.map((text) => (
        <li key={text}>
          <WarningIcon size={18} />
          <span>{text}</span>
        </li>
      ))}
    </ul>
  );
}

const KINDS = ["backup", "verify"] as const;

/** When the record was last kept and proved, how much room there is, and on what this runs. */
function Machine({ seen }: { seen: Seen }) {
  const t = useText();
  const w = useBilingual(conditionWords);
  const { machine } = seen;
  const facts: (readonly [string, string])[] = seen.upkeep.map((one) => [
    w.lastDone[one.kind],
    w.doneWith(whenOf(one.at, Date.now(), t), one.faults),
  ]);
  if (machine !== null) {
    const { disk_free, disk_total } = machine;
    if (disk_free !== null && disk_total !== null)
      facts.push([w.disk, w.free(sizeOf(disk_free), sizeOf(disk_total))]);
    facts.push([w.node, machine.name], [w.software, `Python ${machine.python}・${machine.database}`]);
    facts.push([w.schema, machine.schema]);
  }
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What the self-audit found and what is still so; which message it is, but never what it says. */
function Findings({ findings }: { findings: readonly Finding[] }) {
  const t = useText();
  const w = useBilingual(words);
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
                    {localizedPart(finding.detail, currentLanguage())}
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
  const w = useBilingual(words);
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
