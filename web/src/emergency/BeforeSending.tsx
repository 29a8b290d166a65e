import type { BroadcastDraft, BroadcastPreview } from "../api/generated";
import { FormDialog } from "../parts/FormDialog";
import styles from "./Emergency.module.css";
import { useWords } from "./words";

interface BeforeSendingProps {
  seen: BroadcastPreview;
  draft: BroadcastDraft;
  isDrill: boolean;
  busy: boolean;
  problem: string | null;
  onSend: () => void;
  onClose: () => void;
}

/** To how many it goes, over which ways, and what of the plan reaches nobody: the last look. */
export function BeforeSending({ seen, draft, isDrill, busy, problem, onSend, onClose }: BeforeSendingProps) {
  const w = useWords();
  const used = new Set(draft.rounds.flatMap(({ ways }) => ways));
  const faults = [
    ...new Set(seen.faults.map(({ way, why }) => w.faults[why]?.(w.ways[way ?? "app"] ?? "") ?? "")),
  ];
  return (
    <FormDialog
      busy={busy}
      danger={draft.is_urgent && !isDrill}
      isDisabled={seen.people === 0}
      onClose={onClose}
      onSubmit={onSend}
      problem={problem}
      title={w.checkTitle}
      verb={isDrill ? w.sendDrill : w.send}
    >
      {isDrill && <p className={styles.drill}>{w.drillBar}</p>}
      <p className={styles.reaches}>{seen.people === 0 ? w.toNobody : w.reaches(seen.people, seen.guests)}</p>
      <p className={styles.ownTitle}>
        {draft.is_urgent && <span className={styles.urgent}>{w.urgent}</span>}
        {draft.title}
      </p>
      {draft.text !== "" && <p className={styles.text}>{draft.text}</p>}
      <ul className={styles.facts}>
        {seen.ways
          .filter(({ way }) => used.has(way))
          .map(({ way, people }) => (
            <li key={way}>{w.way(w.ways[way] ?? way, people)}</li>
          ))}
      </ul>
      {faults.length > 0 && (
        <ul className={styles.note}>
          {faults.map((fault) => (
            <li key={fault}>{fault}</li>
          ))}
        </ul>
      )}
    </FormDialog>
  );
}
