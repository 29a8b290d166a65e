import { useCallback, useMemo, useState } from "react";
import type { Holder } from "../../api/generated";
import { DownloadIcon, PeopleIcon } from "../../design/icons";
import { useText } from "../../i18n";
import { dayHeadingOf } from "../../i18n/time";
import { useBilingual } from "../../i18n/useBilingual";
import { download } from "../../list/download";
import { List } from "../../list/List";
import { LineRow, RowWords } from "../../list/Row";
import { useList } from "../../list/useList";
import { Avatar } from "../../parts/Avatar";
import { GuestTag, Tag } from "../../parts/Badge";
import { Button } from "../../parts/Button";
import { EmptyState } from "../../parts/EmptyState";
import { Select } from "../../parts/Select";
import { useMe } from "../../state";
import { administration, signInExportUrl } from "../api";
import { useWords } from "../words";
import styles from "./SignInRules.module.css";
import { words } from "./words";

const ALL = ["all", "lacking", "none", "totp", "passkey"] as const;
type Having = (typeof ALL)[number];

/** Who has what, and who still lacks what is required. `round` begins the list anew. */
export function Holders({ round }: { round: string }) {
  const w = useBilingual(words);
  const c = useWords();
  const [having, setHaving] = useState<Having>("all");
  // biome-ignore lint/correctness/useExhaustiveDependencies: after a change the same list is asked for again.
  const ask = useCallback(
    (after: string | null, signal: AbortSignal) =>
      administration.holders({ after, having: having === "all" ? null : having }, signal),
    [having, round],
  );
  const found = useList("holders", ask);
  const choices = useMemo(() => ALL.map((id) => ({ id, label: w.having[id] })), [w]);
  return (
    <section className={styles.section}>
      <div className={styles.head}>
        <h2 className={styles.title}>
          {w.people}
          {found.page && <span className={styles.total}>{c.count(found.page.total)}</span>}
        </h2>
        <Select choices={choices} hideLabel label={w.filter} onChange={setHaving} value={having} />
        <Button icon={<DownloadIcon size={18} />} onPress={() => download(signInExportUrl)} small>
          {w.exportCsv}
        </Button>
      </div>
      <List
        empty={
          <EmptyState compact icon={<PeopleIcon />} title={w.nobodyTitle}>
            {w.nobodyText}
          </EmptyState>
        }
        failed={w.failed}
        found={found}
        people
        row={(holder) => <Row holder={holder} key={holder.id} />}
      />
    </section>
  );
}

function Row({ holder }: { holder: Holder }) {
  const t = useText();
  const w = useBilingual(words);
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
    <LineRow>
      <Avatar person={face} />
      <RowWords beside={kind === "guest" && <GuestTag />} name={name} second={posts} />
      <div className={styles.tags}>
        {has_app && <Tag tone="accent">{w.app}</Tag>}
        {passkeys > 0 && <Tag tone="accent">{w.passkeys(passkeys)}</Tag>}
        {!has_app && passkeys === 0 && <Tag>{w.nothing}</Tag>}
        {is_lacking && due_at !== null && (
          <span className={styles.lacking}>{w.due(dayHeadingOf(due_at, Date.now(), t))}</span>
        )}
      </div>
    </LineRow>
  );
}
