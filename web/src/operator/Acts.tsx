import { useCallback } from "react";
import type { Act } from "../api/generated";
import { useBoth } from "../console/words/both";
import { ClockIcon, OfflineIcon } from "../design/icons";
import { useText } from "../i18n";
import { whenOf } from "../i18n/time";
import { Button } from "../parts/Button";
import { EmptyState } from "../parts/EmptyState";
import { SkeletonRows } from "../parts/Skeleton";
import { PageHead } from "../shell/PageHead";
import { type OnePage, usePages } from "../shell/useAnswer";
import { installation } from "./api";
import styles from "./Operator.module.css";
import { type Words as StaffWords, words as staffWords } from "./staffWords";
import { type Words, words } from "./words";

/** The installation's own record. */
export function Acts({ onBack }: { onBack: (() => void) | undefined }) {
  const t = useText();
  const w = useBoth(words);
  const staff = useBoth(staffWords);
  const ask = useCallback(async (before: string | null, signal: AbortSignal): Promise<OnePage<Act>> => {
    const page = await installation.acts(before, signal);
    return { items: page.acts, next: page.next === null ? null : String(page.next) };
  }, []);
  const { items, phase, hasMore, more, again } = usePages(ask);
  return (
    <>
      <PageHead onBack={onBack} title={w.acts} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: nothing in the list can be pressed, and it must scroll by keyboard. */}
      <section aria-label={w.acts} className={styles.scroll} tabIndex={0}>
        <div className={styles.narrow}>
          <p className={styles.lead}>{w.actsLead}</p>
          {items.length === 0 && phase === "asking" && <SkeletonRows />}
          {items.length === 0 && phase === "failed" && (
            <EmptyState
              action={<Button onPress={again}>{t.parts.retry}</Button>}
              icon={<OfflineIcon />}
              title={w.failed}
            />
          )}
          {items.length === 0 && phase === "known" && <EmptyState icon={<ClockIcon />} title={w.noActs} />}
          <ul className={styles.rows}>
            {items.map((act) => (
              <li key={act.seq}>
                <span className={styles.words}>
                  <span>
                    {w.act[act.kind] ?? act.kind}　{subjectOf(act, w)}
                  </span>
                  {detailsOf(act, w, staff).map((detail) => (
                    <span className={styles.small} key={detail}>
                      {detail}
                    </span>
                  ))}
                </span>
                <span className={styles.small}>
                  {act.by ?? w.bySystem}　{whenOf(act.at, Date.now(), t)}
                </span>
              </li>
            ))}
          </ul>
          {hasMore && (
            <div className={styles.more}>
              <Button busy={phase === "asking"} onPress={more}>
                {t.parts.loadMore}
              </Button>
            </div>
          )}
        </div>
      </section>
    </>
  );
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

function subjectOf({ body }: Act, w: Words): string {
  if (!isRecord(body)) return "";
  if (typeof body.organization === "string") return `${body.organization}　${String(body.name)}`;
  if (typeof body.name === "string") return body.name;
  if (typeof body.plan === "string") return w.plan[body.plan] ?? body.plan;
  return typeof body.job_kind === "string" ? body.job_kind : "";
}

function detailsOf({ body }: Act, w: Words, staff: StaffWords): readonly string[] {
  if (!isRecord(body)) return [];
  const reason = typeof body.reason === "string" ? [`${w.reason}: ${body.reason}`] : [];
  const changes = Array.isArray(body.changes) ? body.changes : [];
  const demands = Array.isArray(body.demands) ? body.demands.filter(isRecord) : [];
  const demanded = (value: unknown) => staff.demands[String(value)] ?? String(value);
  return [
    ...reason,
    ...demands.map(({ face, before, after }) => `${face}: ${demanded(before)} → ${demanded(after)}`),
    ...changes.filter(isRecord).map(({ field, before, after }) => {
      const shown = (value: unknown) => (typeof value === "string" ? (w.plan[value] ?? value) : w.nothing);
      return `${w.field[String(field)] ?? String(field)}: ${shown(before)} → ${shown(after)}`;
    }),
  ];
}
