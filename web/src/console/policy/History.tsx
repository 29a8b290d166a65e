import { useState } from "react";
import type { PastChange, PolicyPage } from "../../api/generated";
import { ClockIcon } from "../../design/icons";
import { useText } from "../../i18n";
import { fullWhenOf } from "../../i18n/time";
import { Tag } from "../../parts/Badge";
import { Button } from "../../parts/Button";
import { EmptyState } from "../../parts/EmptyState";
import { Question } from "../../parts/Question";
import { toast } from "../../parts/toasts";
import { useWork } from "../../shell/useWork";
import { useSettings } from "../../state";
import { policies } from "./api";
import { Changes } from "./Changes";
import styles from "./PolicyPage.module.css";
import { usePolicyWords } from "./words";

interface HistoryProps {
  page: PolicyPage;
  onUndone: (page: PolicyPage) => void;
}

/** Every change with what was before; each can be taken back by itself. */
export function History({ page, onUndone }: HistoryProps) {
  const t = useText();
  const w = usePolicyWords();
  const { era } = useSettings();
  const [undoing, setUndoing] = useState<PastChange | null>(null);
  const work = useWork();

  async function undo({ seq }: PastChange) {
    let after: PolicyPage | null = null;
    const isDone = await work.run(async () => {
      after = await policies.undo(seq);
    });
    setUndoing(null);
    if (!isDone || after === null) return;
    toast.done(w.undone);
    onUndone(after);
  }

  if (page.history.length === 0) {
    return (
      <EmptyState icon={<ClockIcon />} title={w.noHistoryTitle}>
        {w.noHistoryText}
      </EmptyState>
    );
  }
  return (
    <>
      <ol className={styles.list}>
        {page.history.map((past) => (
          <li className={styles.past} key={past.seq}>
            <div className={styles.pastHead}>
              <h2 className={styles.pastTitle}>
                {past.by && w.by(past.by)} <span className={styles.when}>{fullWhenOf(past.at, t, era)}</span>
              </h2>
              {past.undoes !== null && <Tag>{w.isUndo}</Tag>}
              <Button onPress={() => setUndoing(past)} small>
                {w.undo}
              </Button>
            </div>
            <Changes changes={past.changes} />
          </li>
        ))}
      </ol>
      {undoing && (
        <Question
          busy={work.busy}
          onClose={() => setUndoing(null)}
          onYes={() => void undo(undoing)}
          title={w.undoTitle}
          verb={w.undo}
        >
          {w.undoText}
        </Question>
      )}
    </>
  );
}
