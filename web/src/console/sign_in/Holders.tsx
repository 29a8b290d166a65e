import { useCallback, useMemo, useState } from "react";
import type { Holder } from "../../api/generated";
import { DownloadIcon, OfflineIcon, PeopleIcon } from "../../design/icons";
import { text, useText } from "../../i18n";
import { dayHeadingOf } from "../../i18n/time";
import { Avatar } from "../../parts/Avatar";
import { GuestTag, Tag } from "../../parts/Badge";
import { Button } from "../../parts/Button";
import { EmptyState } from "../../parts/EmptyState";
import { Select } from "../../parts/Select";
import { SkeletonRows } from "../../parts/Skeleton";
import { toast } from "../../parts/toasts";
import { type OnePage, usePages } from "../../shell/useAnswer";
import { api, useMe } from "../../state";
import { administration, signInExportUrl } from "../api";
import { useWords } from "../words";
import { useBoth } from "../words/both";
import styles from "./SignInRules.module.css";
import { words } from "./words";

const ALL = ["all", "lacking", "none", "totp", "passkey"] as const;
type Having = (typeof ALL)[number];

/** Who has what, and who still lacks what is required. `round` begins the list anew. */
export function Holders({ round }: { round: string }) {
  const t = useText();
  const w = useBoth(words);
  const c = useWords();
  const [having, setHaving] = useState<Having>("all");
  const [total, setTotal] = useState<number | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: after a change the same list is asked for again.
  const ask = useCallback(
    async (after: string | null, signal: AbortSignal): Promise<OnePage<Holder>> => {
      const page = await administration.holders({ after, having: having === "all" ? null : having }, signal);
      setTotal(page.total);
      return { items: page.holders, next: page.next };
    },
    [having, round],
  );
  const { items, phase, hasMore, more, again } = usePages(ask);
  const choices = useMemo(() => ALL.map((id) => ({ id, label: w.having[id] })), [w]);
  return (
    <section className={styles.section}>
      <div className={styles.head}>
        <h2 className={styles.title}>
          {w.people}
          {total !== null && <span className={styles.total}>{c.count(total)}</span>}
        </h2>
        <Select choices={choices} hideLabel label={w.filter} onChange={setHaving} value={having} />
        <Button icon={<DownloadIcon size={18} />} onPress={takeOut} small>
          {w.exportCsv}
        </Button>
      </div>
      {items.length === 0 && phase === "asking" && <SkeletonRows person rows={5} />}
      {items.length === 0 && phase === "failed" && (
        <EmptyState
          action={<Button onPress={again}>{t.parts.retry}</Button>}
          icon={<OfflineIcon />}
          title={w.failed}
        />
      )}
      {items.length === 0 && phase === "known" && (
        <EmptyState compact icon={<PeopleIcon />} title={w.nobodyTitle}>
          {w.nobodyText}
        </EmptyState>
      )}
      <ul>
        {items.map((holder) => (
          <Row holder={holder} key={holder.id} />
        ))}
      </ul>
      {hasMore && (
        <Button busy={phase === "asking"} onPress={more}>
          {t.parts.loadMore}
        </Button>
      )}
    </section>
  );
}

async function takeOut(): Promise<void> {
  try {
    await api.freshProof(); // a download cannot ask for it by itself
    location.assign(signInExportUrl);
  } catch (error) {
    toast.problem(error, text().shell.failed);
  }
}

function Row({ holder }: { holder: Holder }) {
  const t = useText();
  const w = useBoth(words);
  const me = useMe();
  const { name, kind, posts, has_app, passkeys, is_lacking, due_at } = holder;
  const face = {
    name,
    kind,
    department: posts || null,
    department_id: null,
    organization_id: me.organization.id,
  };
  return (
    <li className={styles.row}>
      <Avatar person={face} />
      <div className={styles.what}>
        <p className={styles.name}>
          <span>{name}</span>
          {kind === "guest" && <GuestTag />}
        </p>
        <p className={styles.note}>{posts}</p>
      </div>
      <div className={styles.tags}>
        {has_app && <Tag tone="accent">{w.app}</Tag>}
        {passkeys > 0 && <Tag tone="accent">{w.passkeys(passkeys)}</Tag>}
        {!has_app && passkeys === 0 && <Tag>{w.nothing}</Tag>}
        {is_lacking && due_at !== null && (
          <span className={styles.lacking}>{w.due(dayHeadingOf(due_at, Date.now(), t))}</span>
        )}
      </div>
    </li>
  );
}
