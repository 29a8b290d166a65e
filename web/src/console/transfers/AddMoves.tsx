import { useState } from "react";
import type { Move, MoveRow } from "../../api/generated";
import { useText } from "../../i18n";
import { Button } from "../../parts/Button";
import { Dialog } from "../../parts/Dialog";
import { FormProblem } from "../../parts/Problem";
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
  const t = useText();
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
    <Dialog
      actions={
        <>
          <Button onPress={onClose}>{t.parts.cancel}</Button>
          <Button busy={work.busy} isDisabled={chosen.size === 0} look="primary" type="submit">
            {w.addThem(chosen.size)}
          </Button>
        </>
      }
      holds={chosen.size > 0}
      onClose={onClose}
      onSubmit={add}
      size="wide"
      title={w.addTitle}
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
      <FormProblem text={work.problem} />
    </Dialog>
  );
}
