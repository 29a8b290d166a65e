import { useCallback, useState } from "react";
import type { ConsentView } from "../../api/generated";
import { LockIcon, OfflineIcon } from "../../design/icons";
import { useText } from "../../i18n";
import { fullDayOf, fullWhenOf } from "../../i18n/time";
import { useBilingual } from "../../i18n/useBilingual";
import { Tag } from "../../parts/Badge";
import { Button } from "../../parts/Button";
import { EmptyState } from "../../parts/EmptyState";
import { Question } from "../../parts/Question";
import { SkeletonRows } from "../../parts/Skeleton";
import { toast } from "../../parts/toasts";
import { PageHead } from "../../shell/PageHead";
import { useAnswer } from "../../shell/useAnswer";
import { useWork } from "../../shell/useWork";
import { useSettings } from "../../state";
import styles from "../records/Records.module.css";
import { useWords } from "../words";
import { consents, type Deed } from "./api";
import { type ConsentWords, words } from "./words";

/** What waits for a second person, what one did alone, and what was decided. */
export function Consents({ onBack }: { onBack: (() => void) | undefined }) {
  const t = useText();
  const c = useWords();
  const w = useBilingual(words);
  const answer = useAnswer(useCallback((signal: AbortSignal) => consents.all(signal), []));
  const list = answer.value?.consents ?? [];
  const open = list.filter(({ state }) => state === "waiting" || state === "consented");
  const alone = list.filter(({ state }) => state === "alone");
  const settled = list.filter((one) => !open.includes(one) && !alone.includes(one));
  return (
    <>
      <PageHead onBack={onBack} title={w.title} />
      <div className={styles.scroll}>
        <p className={styles.rules}>{w.lead}</p>
        {answer.value === null && answer.phase === "asking" && <SkeletonRows />}
        {answer.value === null && answer.phase === "failed" && (
          <EmptyState
            action={<Button onPress={answer.again}>{t.parts.retry}</Button>}
            icon={<OfflineIcon />}
            title={c.failed}
          />
        )}
        {answer.value !== null && list.length === 0 && (
          <EmptyState icon={<LockIcon />} title={w.noneTitle}>
            {w.noneText}
          </EmptyState>
        )}
        <Part list={open} onChanged={answer.again} title={w.waiting} />
        <Part list={alone} onChanged={answer.again} title={w.alone} />
        <Part list={settled} onChanged={answer.again} title={w.settled} />
      </div>
    </>
  );
}

interface PartProps {
  title: string;
  list: readonly ConsentView[];
  onChanged: () => void;
}

function Part({ title, list, onChanged }: PartProps) {
  const w = useBilingual(words);
  const work = useWork();
  if (list.length === 0) return null;
  return (
    <section>
      <h2 className={styles.by}>{title}</h2>
      {list.some(({ is_unseen }) => is_unseen) && (
        <Button busy={work.busy} onPress={() => work.run(() => consents.seen().then(onChanged))} small>
          {w.seen}
        </Button>
      )}
      <ul className={styles.list}>
        {list.map((one) => (
          <Row key={one.id} one={one} onChanged={onChanged} />
        ))}
      </ul>
    </section>
  );
}

function Row({ one, onChanged }: { one: ConsentView; onChanged: () => void }) {
  const t = useText();
  const w = useBilingual(words);
  const { era } = useSettings();
  const [deed, setDeed] = useState<Deed | null>(null);
  const work = useWork();
  const act = (what: Deed) =>
    work.run(async () => {
      await consents.act(one.id, what);
      setDeed(null);
      toast.done(w.done);
      onChanged();
    });
  const isOpen = one.state === "waiting" || one.state === "consented";
  return (
    <li className={styles.row}>
      <div className={styles.first}>
        <Tag tone={one.state === "done" ? "done" : isOpen || one.is_unseen ? "accent" : "plain"}>
          {w.states[one.state]}
        </Tag>
        <span className={styles.by}>{w.asks(one)}</span>
      </div>
      <dl className={styles.facts}>
        {one.reason !== "" && (
          <>
            <dt>{w.reason}</dt>
            <dd>{one.reason}</dd>
          </>
        )}
        <Changes one={one} />
        <dt>{w.askedBy}</dt>
        <dd>{`${one.asked_by.name}　${fullWhenOf(one.asked_at, t, era)}`}</dd>
        {one.decided_by && (
          <>
            <dt>{w.decidedBy}</dt>
            <dd>
              {one.decided_at === null
                ? one.decided_by.name
                : `${one.decided_by.name}　${fullWhenOf(one.decided_at, t, era)}`}
            </dd>
          </>
        )}
      </dl>
      {isOpen && <Acts one={one} onDeed={setDeed} />}
      {deed && (
        <Question
          busy={work.busy}
          danger={deed !== "consent"}
          onClose={() => setDeed(null)}
          onYes={() => act(deed)}
          title={w[deed]}
          verb={w[deed]}
        >
          {questionOf(deed, one, w)}
        </Question>
      )}
    </li>
  );
}

/** Of settings: each that changes, with what it was and is to be. */
function Changes({ one: { told } }: { one: ConsentView }) {
  const c = useWords();
  const w = useBilingual(words);
  if (told.changes === undefined || told.changes.length === 0) return null;
  return (
    <>
      <dt>{w.changes}</dt>
      <dd>
        <ul>
          {told.changes.map(({ field, before, after }) => (
            <li key={field}>
              {`${c.fields[field] ?? field}: ${before === null ? "" : `${before} → `}${after ?? w.nothing}`}
            </li>
          ))}
        </ul>
      </dd>
    </>
  );
}

function Acts({ one, onDeed }: { one: ConsentView; onDeed: (deed: Deed) => void }) {
  const t = useText();
  const w = useBilingual(words);
  const { era } = useSettings();
  const mayDecide = one.state === "waiting" && one.why_not === null;
  return (
    <div className={styles.acts}>
      {mayDecide && (
        <>
          <Button look="primary" onPress={() => onDeed("consent")} small>
            {w.consent}
          </Button>
          <Button onPress={() => onDeed("refuse")} small>
            {w.refuse}
          </Button>
        </>
      )}
      {one.is_own && (
        <Button onPress={() => onDeed("withdraw")} small>
          {w.withdraw}
        </Button>
      )}
      <span className={styles.note}>
        {[
          one.state === "consented" ? (one.is_own ? w.use : null) : one.why_not && w.why[one.why_not],
          one.ready_at !== null ? w.readyAt(fullDayOf(one.ready_at, t, era)) : null,
          w.until(fullWhenOf(one.expires_at, t, era)),
        ]
          .filter(Boolean)
          .join(" ")}
      </span>
    </div>
  );
}

function questionOf(deed: Deed, one: ConsentView, w: ConsentWords): string {
  switch (deed) {
    case "consent":
      return `${w.asks(one)}。${w.consentText(one.asked_by.name)}`;
    case "refuse":
      return w.refuseText(one.asked_by.name);
    case "withdraw":
      return w.withdrawText;
    default:
      return deed satisfies never;
  }
}
