import { useState } from "react";
import type { CaseDeliverables, LetterChoice } from "../../api/generated";
import { Button } from "../../parts/Button";
import { FormDialog } from "../../parts/FormDialog";
import { Select } from "../../parts/Select";
import { toast } from "../../parts/toasts";
import { useWork } from "../../shell/useWork";
import { deliverables } from "./api";
import { useDeliverableWords } from "./words";

interface OrderLetterProps {
  caseId: string;
  letters: readonly LetterChoice[];
  onKnown: (known: CaseDeliverables) => void;
  onClose: () => void;
}

/** Which letter is to be made; what it will say is seen before it is ordered. */
export function OrderLetter({ caseId, letters, onKnown, onClose }: OrderLetterProps) {
  const w = useDeliverableWords();
  const [chosen, setChosen] = useState<string | null>(letters.length === 1 ? (letters[0]?.id ?? null) : null);
  const { busy, problem, run } = useWork({ inline: true });
  const sample = useWork();
  const order = async () => {
    if (chosen === null) return;
    if (!(await run(async () => onKnown(await deliverables.order(caseId, chosen))))) return;
    toast.done(w.ordered);
    onClose();
  };
  return (
    <FormDialog
      busy={busy}
      isDisabled={chosen === null}
      lead={w.makeLead}
      onClose={onClose}
      onSubmit={order}
      problem={problem}
      title={w.make}
      verb={w.order}
    >
      <Select
        choices={letters.map(({ id, title }) => ({ id, label: title }))}
        label={w.letter}
        onChange={setChosen}
        placeholder={w.chooseLetter}
        value={chosen}
      />
      {chosen !== null && (
        <div>
          <Button
            busy={sample.busy}
            onPress={() => void sample.run(() => deliverables.sample(caseId, chosen))}
            small
          >
            {w.sample}
          </Button>
        </div>
      )}
    </FormDialog>
  );
}
