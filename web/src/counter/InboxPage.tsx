import { useCallback, useEffect, useState } from "react";
import type { CaseFilter, Inbox } from "../api/generated";
import { FormIcon } from "../design/icons";
import { Filters, More } from "../list/List";
import { useList } from "../list/useList";
import { Count } from "../parts/Badge";
import { Button } from "../parts/Button";
import { cx } from "../parts/cx";
import { EmptyState } from "../parts/EmptyState";
import { Failed } from "../parts/Failed";
import { SearchField } from "../parts/SearchField";
import { SkeletonRows } from "../parts/Skeleton";
import { Link } from "../shell/Link";
import { useIsPhone } from "../shell/media";
import { PageBody } from "../shell/PageBody";
import { PageHead } from "../shell/PageHead";
import { goBack, navigate } from "../shell/route";
import { useSettled } from "../shell/useAnswer";
import { cases, type View } from "./api";
import { CaseList } from "./CaseList";
import { CaseTable } from "./CaseTable";
import { Chosen } from "./Chosen";
import styles from "./Counter.module.css";
import { useFiguresWords } from "./figures/words";
import { Narrow, NOTHING } from "./inbox/Narrow";
import { usePulse } from "./inbox/usePulse";
import { useOpinionWords } from "./opinions/words";
import { FIGURES, OPINIONS, PAYMENTS_PATH, VIEWS, viewPath } from "./paths";
import { useWords } from "./words";

/** The inbox of the section: one view of it, those that came first on top. */
export function InboxPage({ view }: { view: View }) {
  const w = useWords();
  const figures = useFiguresWords();
  const opinions = useOpinionWords();
  const isPhone = useIsPhone();
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [by, setBy] = useState<CaseFilter>(NOTHING);
  const q = useSettled(typed.trim());
  const value = useSettled(by.value.trim());
  const { form_id, case_state, field } = by;
  const found = useList(
    "cases",
    useCallback(
      (after: string | null, signal: AbortSignal) =>
        cases.list({ view, form_id, case_state, q, field, value }, after, signal),
      [view, form_id, case_state, q, field, value],
    ),
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was chosen in another view is chosen no more.
  useEffect(() => setChosen(new Set()), [view, form_id, case_state, q, field, value]);
  const [isStale, setStale] = useState(false);
  // Nothing jumps under who has scrolled on or chosen some: they are told, and load it anew themselves.
  const isHeld = found.pages.length > 1 || chosen.size > 0;
  usePulse(() => {
    if (isHeld) setStale(true);
    else found.restart();
    return true;
  });
  const renew = () => {
    setStale(false);
    setChosen(new Set());
    found.restart();
  };
  const narrow = (wanted: CaseFilter) => {
    setBy(wanted);
    if (wanted.q !== by.q) setTyped(wanted.q);
    if (wanted.view !== view) navigate(viewPath(wanted.view));
  };
  const { items, phase, page } = found;
  const isNone = items.length === 0;
  return (
    <div className={styles.page}>
      <PageHead onBack={isPhone ? () => goBack("/more") : undefined} title={w.title}>
        <Link to={OPINIONS}>{opinions.mine}</Link>
        <Link to={FIGURES}>{figures.open}</Link>
      </PageHead>
      <Views counts={page?.counts ?? null} here={view} />
      <div className={styles.top}>
        <Filters>
          <SearchField label={w.search} onChange={setTyped} value={typed} />
        </Filters>
        <Narrow onChange={narrow} wanted={{ ...by, view, q }} />
      </div>
      <PageBody>
        {isStale && isHeld && (
          <p className={styles.acts} role="status">
            {w.stale}
            <Button onPress={renew} small>
              {w.renew}
            </Button>
          </p>
        )}
        {isNone && phase === "asking" && <SkeletonRows />}
        {isNone && phase === "failed" && <Failed onAgain={found.again} title={w.failed} />}
        {isNone && phase === "known" && (
          <EmptyState icon={<FormIcon />} title={q === "" ? w.noneTitle : w.noneFound}>
            {q === "" ? w.noneText : w.noneFoundText}
          </EmptyState>
        )}
        {!isNone && isPhone && <CaseList items={items} />}
        {!isNone && !isPhone && <CaseTable chosen={chosen} items={items} onChoose={setChosen} />}
        <More found={found} />
      </PageBody>
      {chosen.size > 0 && (
        <Chosen chosen={chosen} items={items} onClear={() => setChosen(new Set())} onDone={renew} />
      )}
    </div>
  );
}

/** The views with how many stand in each. */
function Views({ counts, here }: { counts: Inbox["counts"] | null; here: View }) {
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
          {counts !== null && one !== "closed" && (
            <Count kind={one === "open" ? "muted" : "unread"} label={String(counts[one])} n={counts[one]} />
          )}
        </Link>
      ))}
      <Link className={cx(styles.view, "ring-inside")} to={PAYMENTS_PATH}>
        {w.payments}
      </Link>
    </nav>
  );
}
