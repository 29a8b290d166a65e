import { useCallback, useEffect } from "react";
import type { CircularCounts, CircularRow } from "../api/generated";
import { CircularIcon, PlusIcon } from "../design/icons";
import { useText } from "../i18n";
import { whenOf } from "../i18n/time";
import { More } from "../list/List";
import { useList } from "../list/useList";
import { Count, Tag } from "../parts/Badge";
import { Button } from "../parts/Button";
import { cx } from "../parts/cx";
import { EmptyState } from "../parts/EmptyState";
import { Failed } from "../parts/Failed";
import { SkeletonRows } from "../parts/Skeleton";
import { Link } from "../shell/Link";
import { useIsPhone } from "../shell/media";
import { PageBody } from "../shell/PageBody";
import { PageHead } from "../shell/PageHead";
import { navigate } from "../shell/route";
import { useNow } from "../shell/useNow";
import { hearCirculars, useMe } from "../state";
import { circulars, type View } from "./api";
import styles from "./Circulars.module.css";
import { noteCounts } from "./counts";
import { dayText } from "./days";
import { circularPath, NEW, VIEWS, viewPath } from "./paths";
import { useWords } from "./words";

/** The circulars of one view, the newest first. */
export function CircularList({ view }: { view: View }) {
  const w = useWords();
  const { person } = useMe();
  const isPhone = useIsPhone();
  const found = useList(
    "circulars",
    useCallback((after: string | null, signal: AbortSignal) => circulars.list(view, after, signal), [view]),
  );
  const { items, phase, page, restart } = found;
  useEffect(() => hearCirculars(restart), [restart]);
  const counts = page?.counts ?? null;
  useEffect(() => {
    if (counts !== null) noteCounts(counts);
  }, [counts]);
  const isNone = items.length === 0;
  const begin =
    person.kind === "staff" ? (
      <Button
        icon={<PlusIcon size={18} />}
        look="primary"
        onPress={() => navigate(circularPath(NEW))}
        small={isPhone}
      >
        {w.begin}
      </Button>
    ) : null;
  return (
    <div className={styles.page}>
      <PageHead title={w.title}>{begin}</PageHead>
      <Views counts={counts} here={view} />
      <PageBody>
        {isNone && phase === "asking" && <SkeletonRows />}
        {isNone && phase === "failed" && <Failed onAgain={found.again} title={w.failed} />}
        {isNone && phase === "known" && (
          <EmptyState icon={<CircularIcon />} title={w.none[view]}>
            {w.noneText[view]}
          </EmptyState>
        )}
        {!isNone && (
          <ul aria-label={w.list} className={styles.rows}>
            {items.map((one) => (
              <Row key={one.id} one={one} />
            ))}
          </ul>
        )}
        <More found={found} />
      </PageBody>
    </div>
  );
}

function Views({ counts, here }: { counts: CircularCounts | null; here: View }) {
  const w = useWords();
  return (
    <nav aria-label={w.viewsLabel} className={styles.views}>
      {VIEWS.map((one) => (
        <Link
          aria-current={one === here ? "page" : undefined}
          className={cx(styles.view, "ring-inside", one === here && styles.viewHere)}
          key={one}
          to={viewPath(one)}
        >
          {w.views[one]}
          {counts !== null && one === "waiting" && (
            <Count label={w.waitingCount(counts.waiting)} n={counts.waiting} />
          )}
          {counts !== null && one === "sent" && (
            <Count kind="muted" label={w.sentCount(counts.sent)} n={counts.sent} />
          )}
        </Link>
      ))}
    </nav>
  );
}

function Row({ one }: { one: CircularRow }) {
  const t = useText();
  const w = useWords();
  const now = useNow();
  return (
    <li>
      <Link className={cx(styles.row, "ring-inside")} to={circularPath(one.id)}>
        <span className={styles.rowTop}>
          <span className={cx(styles.rowTitle, one.waits && styles.waits)}>{one.title}</span>
          {one.version > 1 && <Tag>{w.version(one.version)}</Tag>}
          {one.waits ? (
            <Tag tone="accent">{w.toConfirm}</Tag>
          ) : (
            <Tag tone={one.status === "done" ? "done" : "plain"}>{w.status[one.status]}</Tag>
          )}
        </span>
        <span className={styles.line}>
          {one.department}　{one.sender}　{whenOf(one.sent_at, now, t)}
        </span>
        <span className={styles.line}>
          {w.progress(one.confirmed, one.people)}
          {one.passed > 0 && `　${w.passed(one.passed)}`}
          {one.due_on !== null && `　${w.dueOn(dayText(one.due_on, now, t))}`}
        </span>
      </Link>
    </li>
  );
}
