import { useEffect, useRef } from "react";
import { AddPersonIcon, AtIcon } from "../design/icons";
import { Avatar } from "../parts/Avatar";
import { cx } from "../parts/cx";
import styles from "./CandidateList.module.css";
import type { Candidate } from "./candidate";

interface CandidateListProps {
  id: string;
  label: string;
  candidates: readonly Candidate[];
  active: number;
  onPick: (candidate: Candidate) => void;
}

/** Whom one may mean; the focus stays where one writes. */
export default function CandidateList({ id, label, candidates, active, onPick }: CandidateListProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: "nearest" });
  }, [active]);
  return (
    <div ref={list} aria-label={label} className={styles.list} id={id} role="listbox">
      {candidates.map((candidate, i) => (
        // biome-ignore lint/a11y/useFocusableInteractive lint/a11y/useKeyWithClickEvents: keys come from the text.
        <div
          aria-disabled={candidate.isRefused ?? false}
          aria-selected={i === active}
          className={cx(
            styles.candidate,
            i === active && styles.active,
            candidate.isOutside && styles.outside,
            candidate.kind === "all" && styles.all,
          )}
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
          {candidate.isOutside && !candidate.isRefused && (
            <AddPersonIcon className={styles.bring} size={18} />
          )}
        </div>
      ))}
    </div>
  );
}
