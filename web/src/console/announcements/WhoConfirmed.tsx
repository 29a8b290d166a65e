import { useCallback } from "react";
import type { AnnouncementRow } from "../../api/generated";
import { useText } from "../../i18n";
import { shortWhenOf } from "../../i18n/time";
import { useBilingual } from "../../i18n/useBilingual";
import { More } from "../../list/List";
import { useList } from "../../list/useList";
import { Tag } from "../../parts/Badge";
import { Dialog } from "../../parts/Dialog";
import { SkeletonRows } from "../../parts/Skeleton";
import styles from "./Announcements.module.css";
import { announcements } from "./api";
import { words } from "./words";

/** Who has confirmed, by department; those who have not come first, with the number to call them by. */
export function WhoConfirmed({ row, onClose }: { row: AnnouncementRow; onClose: () => void }) {
  const t = useText();
  const w = useBilingual(words);
  const found = useList(
    "people",
    useCallback(
      (after: string | null, signal: AbortSignal) => announcements.people(row.id, after, signal),
      [row.id],
    ),
  );
  const { items, phase } = found;
  const departments = found.page?.departments ?? [];
  return (
    <Dialog onClose={onClose} size="wide" title={w.peopleTitle(row.title)}>
      {items.length === 0 && phase === "asking" && <SkeletonRows rows={4} />}
      {items.length === 0 && phase !== "asking" && <p>{phase === "failed" ? w.failed : w.nobody}</p>}
      {departments.length > 0 && (
        <dl className={styles.counts}>
          {departments.map(({ department, people, confirmed }) => (
            <div key={department ?? ""}>
              <dt>{department ?? w.noDepartment}</dt>
              <dd>{w.of(confirmed, people)}</dd>
            </div>
          ))}
        </dl>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: nothing in the list can be pressed, and it must scroll by keyboard. */}
      <section aria-label={w.peopleTitle(row.title)} tabIndex={0}>
        <ul className={styles.people}>
          {items.map((one) => (
            <li className={styles.person} key={one.member_id}>
              <span className={styles.name}>{one.name}</span>
              <span className={styles.second}>
                {[one.department, one.extension ? w.extension(one.extension) : null]
                  .filter(Boolean)
                  .join("　")}
              </span>
              {one.kind === "guest" && <Tag>{w.guest}</Tag>}
              <span className={styles.state}>
                {one.confirmed_at === null
                  ? w.waiting
                  : w.seenAt(shortWhenOf(one.confirmed_at, Date.now(), t))}
              </span>
            </li>
          ))}
        </ul>
      </section>
      <More found={found} />
    </Dialog>
  );
}
