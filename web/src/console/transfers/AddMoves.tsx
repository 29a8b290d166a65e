import { useState } from "react";
import type { Move, MoveRow } from "../../api/generated";
import { FormDialog } from "../../parts/FormDialog";
import { useWork } from "../../shell/useWork";
import { NO_MOVE } from "./api";
import { CandidateList } from "./Candidates";
import { useTransferWords } from "./words";

interface AddMovesProps {
  moves: readonly MoveRow[];
  onAdd: (moves: Readonly<Record<string, Move>>) => Promise<void>;
  onClose: () => void;
}

/** Many people at once; where each goes is entered in the list. */
export function AddMoves({ moves, onAdd, onClose }: AddMovesProps) {
  const w = useTransferWords();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const work = useWork({ inline: true });
  const add = () => {
    // Whoever left can only come back.
    const entries = [...chosen].map((id) => [id, left.has(id) ? { ...NO_MOVE, kind: "return" } : NO_MOVE]);
    work.run(() => onAdd(Object.fromEntries(entries) as Record<string, Move>));
  };
  return (
    <FormDialog
      busy={work.busy}
      holds={chosen.size > 0}
      isDisabled={chosen.size === 0}
      onClose={onClose}
      onSubmit={add}
      problem={work.problem}
      size="wide"
      title={w.addTitle}
      verb={w.addThem(chosen.size)}
    >
      <CandidateList
        chosen={chosen}
        find={w.find}
        onChoose={(ids, shown) => {
          setChosen(ids);
          const gone = shown.filter(({ status }) => status === "left").map(({ id }) => id);
          setLeft((before) => new Set([...before, ...gone]));
        }}
        taken={new Set(moves.map(({ member_id }) => member_id))}
      />
    </FormDialog>
  );
}
