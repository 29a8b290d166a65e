import { useCallback, useMemo, useState } from "react";
import type { BodyFounded, BodySummary } from "../api/generated";
import { BuildingIcon, PlusIcon } from "../design/icons";
import { useBilingual } from "../i18n/useBilingual";
import { Filters, List } from "../list/List";
import { CardRow, RowWords } from "../list/Row";
import { useList } from "../list/useList";
import { Tag } from "../parts/Badge";
import { Button } from "../parts/Button";
import { cx } from "../parts/cx";
import { EmptyState } from "../parts/EmptyState";
import { SearchField } from "../parts/SearchField";
import { Select } from "../parts/Select";
import { sizeOf } from "../parts/size";
import { PageBody } from "../shell/PageBody";
import { PageHead } from "../shell/PageHead";
import { useSettled } from "../shell/useAnswer";
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
  const w = useBilingual(words);
  const [typed, setTyped] = useState("");
  const [status, setStatus] = useState(ANY);
  const [open, setOpen] = useState<string | "new" | null>(null);
  const [founded, setFounded] = useState<BodyFounded | null>(null);
  const q = useSettled(typed);
  const found = useList(
    "bodies",
    useCallback(
      (after: string | null, signal: AbortSignal) =>
        installation.bodies({ q, ...filterOf(status), after: after ?? 0 }, signal),
      [q, status],
    ),
  );
  const total = found.page?.total ?? null;
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
      <Filters>
        <SearchField label={w.find} onChange={setTyped} placeholder={w.find} value={typed} />
        <Select choices={statuses} hideLabel label={w.filterStatus} onChange={setStatus} value={status} />
      </Filters>
      <PageBody edge>
        <List
          empty={
            typed === "" && status === ANY ? (
              <EmptyState action={add} icon={<BuildingIcon />} title={w.emptyTitle}>
                {w.emptyText}
              </EmptyState>
            ) : (
              <EmptyState icon={<BuildingIcon />} title={w.noneTitle}>
                {w.noneText}
              </EmptyState>
            )
          }
          failed={w.failed}
          found={found}
          row={(body) => <Row body={body} key={body.id} onOpen={setOpen} />}
          wide
        />
      </PageBody>
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

function filterOf(status: string) {
  if (status === LEADERLESS) return { leaderless: true };
  return { status: status === ANY ? null : status, leaderless: false };
}

function Row({ body, onOpen }: { body: BodySummary; onOpen: (id: string) => void }) {
  const w = useBilingual(words);
  const { name, code, kind, status, terms, use, active_on, has_administrator } = body;
  const of = (used: number, most: number) =>
    most > 0
      ? `${used.toLocaleString("ja-JP")} / ${most.toLocaleString("ja-JP")}`
      : used.toLocaleString("ja-JP");
  const plan = w.plan[terms.plan] ?? terms.plan;
  return (
    <CardRow columns={styles.card} onPress={() => onOpen(body.id)}>
      <RowWords
        beside={
          <>
            {status !== "active" && <Tag>{w.status[status] ?? status}</Tag>}
            {!has_administrator && <Tag>{w.leaderless}</Tag>}
          </>
        }
        name={name}
        second={code ?? w.kind[kind]}
      />
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
    </CardRow>
  );
}
