import { useState } from "react";
import type { Person } from "../model/types";
import { FormDialog } from "../parts/FormDialog";
import { PeoplePicker } from "../people/PeoplePicker";
import { useWords } from "./words";

interface ChoosePeopleProps {
  onChosen: (people: readonly Person[]) => void;
  onClose: () => void;
}

/** Staff of one's own body, by name or department. */
export function ChoosePeople({ onChosen, onClose }: ChoosePeopleProps) {
  const w = useWords();
  const [people, setPeople] = useState<readonly Person[]>([]);
  return (
    <FormDialog
      holds={people.length > 0}
      isDisabled={people.length === 0}
      onClose={onClose}
      onSubmit={() => {
        onChosen(people);
        onClose();
      }}
      size="wide"
      title={w.peopleTitle}
      verb={w.choose(people.length)}
    >
      <PeoplePicker chosen={people} onChange={setPeople} />
    </FormDialog>
  );
}
