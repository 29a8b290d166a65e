import { CheckIcon } from "../design/icons";
import { EmptyState } from "../parts/EmptyState";
import { Failed } from "../parts/Failed";
import { SkeletonRows } from "../parts/Skeleton";
import { PageHead } from "../shell/PageHead";
import { MatterList } from "./Matters";
import styles from "./Matters.module.css";
import { useMatters } from "./matters";
import { useWords } from "./words";

/** What the console opens on: everything that waits for somebody who administers the body. */
export function Overview() {
  const w = useWords();
  const { matters, phase, again } = useMatters();
  return (
    <>
      <PageHead title={w.overviewTitle} />
      <div className={styles.overview}>
        {matters.length > 0 && (
          <section aria-label={w.overviewTitle}>
            <MatterList matters={matters} />
          </section>
        )}
        {matters.length === 0 && phase === "known" && (
          <EmptyState icon={<CheckIcon />} title={w.overviewNone}>
            {w.overviewNoneText}
          </EmptyState>
        )}
        {matters.length === 0 && phase === "failed" && <Failed onAgain={again} title={w.failed} />}
        {matters.length === 0 && phase === "asking" && <SkeletonRows />}
      </div>
    </>
  );
}
