import { useState } from "react";
import type { CaseRow } from "../api/generated";
import { Button } from "../parts/Button";
import { FormDialog } from "../parts/FormDialog";
import { toast } from "../parts/toasts";
import { useWork } from "../shell/useWork";
import { useMe } from "../state";
import { cases } from "./api";
import styles from "./Counter.module.css";
import { LettersForMany } from "./deliverables/LettersForMany";
import { useDeliverableWords } from "./deliverables/words";
import { useWords } from "./words";

interface ChosenProps {
  chosen: ReadonlySet<string>;
  items: readonly CaseRow[];
  onClear: () => void;
  onDone: () => void;
}

/** What is done with all that are chosen: counted first, all or none. */
export function Chosen({ chosen, items, onClear, onDone }: ChosenProps) {
  const w = useWords();
  const d = useDeliverableWords();
  const { person } = useMe();
  const [isFinishing, setFinishing] = useState(false);
  const [isHandingOver, setHandingOver] = useState(false);
  const work = useWork();
  const ids = items.map(({ id }) => id).filter((id) => chosen.has(id));
  const take = async () => {
    if (await work.run(() => cases.many({ case_ids: ids, owner_id: person.id }))) {
      toast.done(w.done);
      onDone();
    }
  };
  return (
    <div className={styles.chosen}>
      <span role="status">{w.chosen(ids.length)}</span>
      <Button busy={work.busy} onPress={take} small>
        {w.takeChosen}
      </Button>
      <Button onPress={() => setFinishing(true)} small>
        {w.finishChosen(ids.length)}
      </Button>
      <Button onPress={() => setHandingOver(true)} small>
        {d.many(ids.length)}
      </Button>
      <Button look="quiet" onPress={onClear} small>
        {w.clear}
      </Button>
      {isHandingOver && (
        <LettersForMany
          items={items.filter(({ id }) => chosen.has(id))}
          onClose={() => setHandingOver(false)}
          onDone={onDone}
        />
      )}
      {isFinishing && <Finishing ids={ids} onClose={() => setFinishing(false)} onDone={onDone} />}
    </div>
  );
}

function Finishing({ ids, onClose, onDone }: { ids: string[]; onClose: () => void; onDone: () => void }) {
  const w = useWords();
  const { busy, problem, run } = useWork({ inline: true });
  const finish = async () => {
    if (!(await run(() => cases.many({ case_ids: ids, to: "done" })))) return;
    toast.done(w.done);
    onClose();
    onDone();
  };
  return (
    <FormDialog
      busy={busy}
      lead={w.finishLead(ids.length)}
      onClose={onClose}
      onSubmit={finish}
      problem={problem}
      title={w.finishTitle}
      verb={w.finish}
    />
  );
}
