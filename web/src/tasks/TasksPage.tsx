import { useCallback, useEffect, useState } from "react";
import type { TaskCounts, TaskView } from "../api/generated";
import { CheckIcon, PlusIcon } from "../design/icons";
import { More } from "../list/List";
import { useList } from "../list/useList";
import { Count } from "../parts/Badge";
import { Button } from "../parts/Button";
import { cx } from "../parts/cx";
import { EmptyState } from "../parts/EmptyState";
import { Failed } from "../parts/Failed";
import { SkeletonRows } from "../parts/Skeleton";
import { Link } from "../shell/Link";
import { useIsPhone } from "../shell/media";
import { PageBody } from "../shell/PageBody";
import { PageHead } from "../shell/PageHead";
import type { Route } from "../shell/route";
import { hearTasks } from "../state";
import { officeTasks, type View } from "./api";
import { TaskDialog } from "./TaskDialog";
import { TaskRow } from "./TaskRow";
import styles from "./Tasks.module.css";
import { useWords } from "./words";

const VIEWS: readonly View[] = ["mine", "given", "done"];

/** タスク: what one does over all rooms, what one gave to others, and what is done. */
export default function TasksPage({ route }: { route: Extract<Route, { page: "tasks" }> }) {
  const view = VIEWS.find((one) => one === route.view) ?? "mine";
  return <Tasks key={view} view={view} />;
}

type Open = "new" | TaskView | null;

function Tasks({ view }: { view: View }) {
  const w = useWords();
  const isPhone = useIsPhone();
  const [open, setOpen] = useState<Open>(null);
  const found = useList(
    "tasks",
    useCallback((after: string | null, signal: AbortSignal) => officeTasks.list(view, after, signal), [view]),
  );
  const { items, phase, page, restart } = found;
  useEffect(() => hearTasks(restart), [restart]);
  const isNone = items.length === 0;
  const changed = () => {
    setOpen(null);
    restart();
  };
  return (
    <div className={styles.page}>
      <PageHead title={w.title}>
        <Button icon={<PlusIcon size={18} />} look="primary" onPress={() => setOpen("new")} small={isPhone}>
          {w.make}
        </Button>
      </PageHead>
      <Views counts={page?.counts ?? null} here={view} />
      <PageBody>
        {isNone && phase === "asking" && <SkeletonRows />}
        {isNone && phase === "failed" && <Failed onAgain={found.again} title={w.failed} />}
        {isNone && phase === "known" && (
          <EmptyState icon={<CheckIcon />} title={w.none[view]}>
            {w.noneText[view]}
          </EmptyState>
        )}
        <ul aria-label={w.list}>
          {items.map((one) => (
            <TaskRow key={one.id} onChange={restart} onEdit={() => setOpen(one)} task={one} />
          ))}
        </ul>
        <More found={found} />
      </PageBody>
      {open !== null && (
        <TaskDialog onClose={() => setOpen(null)} onDone={changed} task={open === "new" ? null : open} />
      )}
    </div>
  );
}

function Views({ counts, here }: { counts: TaskCounts | null; here: View }) {
  const w = useWords();
  return (
    <nav aria-label={w.viewsLabel} className={styles.views}>
      {VIEWS.map((one) => (
        <Link
          aria-current={one === here ? "page" : undefined}
          className={cx(styles.view, "ring-inside", one === here && styles.viewHere)}
          key={one}
          to={one === "mine" ? "/tasks" : `/tasks?view=${one}`}
        >
          {w.views[one]}
          {counts !== null && one === "mine" && <Count label={w.dueCount(counts.due)} n={counts.due} />}
          {counts !== null && one === "given" && (
            <Count kind="muted" label={w.givenCount(counts.given)} n={counts.given} />
          )}
        </Link>
      ))}
    </nav>
  );
}
