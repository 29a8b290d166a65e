import { useState } from "react";
import type { Person } from "../model/types";
import { FormDialog } from "../parts/FormDialog";
import { toast } from "../parts/toasts";
import { PeoplePicker } from "../people/PeoplePicker";
import { useWork } from "../shell/useWork";
import { cases } from "./api";
import type { OfCase } from "./ofCase";
import { useWords } from "./words";

/** Who works on a case from now on. */
export function Assign({ view, onView, onClose }: OfCase & { onClose: () => void }) {
  const w = useWords();
  const [chosen, setChosen] = useState<readonly Person[]>([]);
  const { busy, problem, run } = useWork({ inline: true });
  const [person] = chosen;
  const assign = async () => {
    if (person === undefined) return;
    if (!(await run(async () => onView(await cases.own(view.case.id, person.id))))) return;
    toast.done(w.done);
    onClose();
  };
  return (
    <FormDialog
      busy={busy}
      holds
      isDisabled={chosen.length !== 1}
      onClose={onClose}
      onSubmit={assign}
      problem={problem}
      size="wide"
      title={w.assignTo}
      verb={w.assign}
    >
      <PeoplePicker chosen={chosen} onChange={(people) => setChosen(people.slice(-1))} taken={new Set()} />
    </FormDialog>
  );
}
