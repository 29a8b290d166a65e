import { AtIcon } from "../design/icons";
import { Avatar } from "../parts/Avatar";
import { cx } from "../parts/cx";
import styles from "./CandidateList.module.css";
import type { Candidate } from "./useCompletion";

interface CandidateListProps {
  id: string;
  label: string;
  candidates: readonly Candidate[];
  active: number;
  onPick: (candidate: Candidate) => void;
}

/** Whom one may mean; the focus stays where one writes. */
export function CandidateList({ id, label, candidates, active, onPick }: CandidateListProps) {
  return (
    <div aria-label={label} className={styles.list} id={id} role="listbox">
      {candidates.map((candidate, i) => (
        // biome-ignore lint/a11y/useFocusableInteractive lint/a11y/useKeyWithClickEvents: keys come from the text.
        <div
          aria-selected={i === active}
          className={cx(styles.candidate, i === active && styles.active)}
          id={`${id}-${i}`}
          key={candidate.key}
          onClick={() => onPick(candidate)}
          onMouseDown={(event) => event.preventDefault()}
          role="option"
        >
          {candidate.person ? (
            <Avatar person={candidate.person} size="small" />
          ) : (
            <span aria-hidden="true" className={styles.sign}>
              <AtIcon size={18} />
            </span>
          )}
          <span className={styles.name}>{candidate.name}</span>
          <span className={styles.note}>{candidate.note}</span>
        </div>
      ))}
    </div>
  );
}
