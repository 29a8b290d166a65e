import { useCallback, useMemo, useState } from "react";
import { Button as AriaButton } from "react-aria-components/Button";
import type { BodyFounded, BodySummary } from "../api/generated";
import { useBoth } from "../console/words/both";
import { BuildingIcon, OfflineIcon, PlusIcon } from "../design/icons";
import { useText } from "../i18n";
import { Tag } from "../parts/Badge";
import { Button } from "../parts/Button";
import { cx } from "../parts/cx";
import { EmptyState } from "../parts/EmptyState";
import { SearchField } from "../parts/SearchField";
import { Select } from "../parts/Select";
import { SkeletonRows } from "../parts/Skeleton";
import { sizeOf } from "../parts/size";
import { PageHead } from "../shell/PageHead";
import { type OnePage, type Pages, usePages, useSettled } from "../shell/useAnswer";
import { installation } from "./api";
import styles from "./Bodies.module.css";
import { BodyDialog } from "./BodyDialog";
import { FirstPassword } from "./FirstPassword";
import { NewBodyDialog } from "./NewBodyDialog";
import { words } from "./words";

const ANY = "any";
const LEADERLESS = "leaderless";

/** Every body of the installation: found, added, opened. */
export function Bodies({ onBack }: { onBack: (() => void) | undefined }) {
  const w = useBoth(words);
  const [typed, setTyped] = useState("");
  const [status, setStatus] = useState(ANY);
  const [total, setTotal] = useState<number | null>(null);
  const [open, setOpen] = useState<string | "new" | null>(null);
  const [founded, setFounded] = useState<BodyFounded | null>(null);
  const found = useBodies(typed, status, setTotal);
  const statuses = useMemo(
    () => [
      { id: ANY, label: w.anyStatus },
      ...Object.entries(w.status).map(([id, label]) => ({ id, label })),
      { id: LEADERLESS, label: w.leaderless },
    ],
    [w],
  );
  const add = (
    <Button icon={<PlusIcon size={18} />} look="primary" onPress={() => setOpen("new")} small>
      {w.add}
    </Button>
  );
  return (
    <>
      <PageHead note={total === null ? undefined : w.count(total)} onBack={onBack} title={w.bodies}>
        {add}
      </PageHead>
      <div className={styles.filters}>
        <SearchField label={w.find} onChange={setTyped} placeholder={w.find} value={typed} />
        <Select choices={statuses} hideLabel label={w.filterStatus} onChange={setStatus} value={status} />
      </div>
      <div className={styles.scroll}>
        <Found add={add} found={found} isAll={typed === "" && status === ANY} onOpen={setOpen} />
      </div>
      {open === "new" && (
        <NewBodyDialog
          onClose={() => setOpen(null)}
          onFounded={(next) => {
            setOpen(null);
            setFounded(next);
            found.restart();
          }}
        />
      )}
      {open !== null && open !== "new" && (
        <BodyDialog id={open} onChanged={found.restart} onClose={() => setOpen(null)} />
      )}
      {founded && (
        <FirstPassword
          lead={w.issuedLead(founded.body.summary.name)}
          login={founded.login}
          onClose={() => setFounded(null)}
          password={founded.password}
        />
      )}
    </>
  );
}

function useBodies(typed: string, status: string, onTotal: (n: number) => void) {
  const q = useSettled(typed);
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks the same question again.
  const ask = useCallback(
    async (after: string | null, signal: AbortSignal): Promise<OnePage<BodySummary>> => {
      const page = await installation.bodies(
        {
          q,
          status: status === ANY || status === LEADERLESS ? null : status,
          leaderless: status === LEADERLESS,
          after: after ?? 0,
        },
        signal,
      );
      onTotal(page.total);
      return { items: page.bodies, next: page.next === null ? null : String(page.next) };
    },
    [q, status, onTotal, round],
  );
  return { ...usePages(ask), restart: () => setRound((n) => n + 1) };
}

interface FoundProps {
  found: Pages<BodySummary>;
  isAll: boolean;
  add: React.ReactNode;
  onOpen: (id: string) => void;
}

function Found({ found, isAll, add, onOpen }: FoundProps) {
  const t = useText();
  const w = useBoth(words);
  const { items, phase, hasMore, more, again } = found;
  if (items.length === 0 && phase === "asking") return <SkeletonRows />;
  if (items.length === 0 && phase === "failed")
    return (
      <EmptyState
        action={<Button onPress={again}>{t.parts.retry}</Button>}
        icon={<OfflineIcon />}
        title={w.failed}
      />
    );
  if (items.length === 0)
    return isAll ? (
      <EmptyState action={add} icon={<BuildingIcon />} title={w.emptyTitle}>
        {w.emptyText}
      </EmptyState>
    ) : (
      <EmptyState icon={<BuildingIcon />} title={w.noneTitle}>
        {w.noneText}
      </EmptyState>
    );
  return (
    <>
      <ul className={styles.list}>
        {items.map((body) => (
          <Row body={body} key={body.id} onOpen={onOpen} />
        ))}
      </ul>
      {hasMore && (
        <div className={styles.more}>
          <Button busy={phase === "asking"} onPress={more}>
            {t.parts.loadMore}
          </Button>
        </div>
      )}
    </>
  );
}

function Row({ body, onOpen }: { body: BodySummary; onOpen: (id: string) => void }) {
  const w = useBoth(words);
  const { name, code, kind, status, terms, use, active_on, has_administrator } = body;
  const of = (used: number, most: number) =>
    most > 0
      ? `${used.toLocaleString("ja-JP")} / ${most.toLocaleString("ja-JP")}`
      : used.toLocaleString("ja-JP");
  const plan = w.plan[terms.plan] ?? terms.plan;
  return (
    <li className={styles.row}>
      <AriaButton className={cx(styles.card, "ring-inside")} onPress={() => onOpen(body.id)}>
        <span className={styles.words}>
          <span className={styles.first}>
            <span>{name}</span>
            {status !== "active" && <Tag>{w.status[status] ?? status}</Tag>}
            {!has_administrator && <Tag>{w.leaderless}</Tag>}
          </span>
          <span className={styles.second}>{code ?? w.kind[kind]}</span>
        </span>
        <span className={cx(styles.words, styles.wide)}>
          <span className={styles.fact}>{plan}</span>
          {terms.trial_ends_on && <span className={styles.fact}>{w.trialUntil(terms.trial_ends_on)}</span>}
        </span>
        <span className={cx(styles.fact, styles.number)}>
          {w.accounts} {of(use.accounts, terms.allowance.accounts)}
        </span>
        <span className={cx(styles.fact, styles.number, styles.wide)}>
          {w.guests} {of(use.guests, terms.allowance.guests)}
        </span>
        <span className={cx(styles.fact, styles.number, styles.wide, styles.later)}>{sizeOf(use.bytes)}</span>
        <span className={cx(styles.fact, styles.number, styles.wide, styles.later)}>
          {active_on === null ? w.neverUsed : w.lastUsed(active_on)}
        </span>
      </AriaButton>
    </li>
  );
}
