import { useState } from "react";
import type { CircularPart } from "../api/generated";
import type { Person } from "../model/types";
import { Button } from "../parts/Button";
import { FormDialog } from "../parts/FormDialog";
import { toast } from "../parts/toasts";
import { PeoplePicker } from "../people/PeoplePicker";
import { useWork } from "../shell/useWork";
import { circulars } from "./api";
import type { OfCircular } from "./ofCircular";
import { useWords } from "./words";

interface DeputyDialogProps extends OfCircular {
  part: CircularPart;
  onClose: () => void;
}

/** Who may confirm instead of somebody. */
export function DeputyDialog({ view, onView, part, onClose }: DeputyDialogProps) {
  const w = useWords();
  const [chosen, setChosen] = useState<readonly Person[]>([]);
  const { busy, problem, run } = useWork({ inline: true });
  const [person] = chosen;
  const put = async (deputy: string | null) => {
    const work = async () => onView(await circulars.deputise(view.circular.id, part.member_id, deputy));
    if (!(await run(work))) return;
    toast.done(w.saved);
    onClose();
  };
  return (
    <FormDialog
      busy={busy}
      holds
      isDisabled={person === undefined}
      lead={w.deputyLead(part.name)}
      onClose={onClose}
      onSubmit={() => person && put(person.id)}
      problem={problem}
      size="wide"
      title={w.nameDeputy}
      verb={w.nameDeputy}
    >
      {part.deputy && (
        <div>
          <Button onPress={() => put(null)} small>
            {w.dropDeputy(part.deputy)}
          </Button>
        </div>
      )}
      <PeoplePicker
        chosen={chosen}
        onChange={(people) => setChosen(people.slice(-1))}
        taken={new Set([part.member_id])}
        takenNote={w.themselves}
      />
    </FormDialog>
  );
}
