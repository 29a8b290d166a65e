import { useState } from "react";
import type { PlaceView } from "../../api/generated";
import type { Person } from "../../model/types";
import { Button } from "../../parts/Button";
import { FormDialog } from "../../parts/FormDialog";
import { Section } from "../../parts/Section";
import { toast } from "../../parts/toasts";
import { PeoplePicker } from "../../people/PeoplePicker";
import { useWork } from "../../shell/useWork";
import shared from "../Emergency.module.css";
import { places } from "./api";
import { useWords } from "./words";

interface KeepersProps {
  view: PlaceView;
  onChanged: () => void;
}

/** Who besides the headquarters reports of a place. */
export function Keepers({ view, onChanged }: KeepersProps) {
  const w = useWords();
  const [isChanging, setChanging] = useState(false);
  const { keepers, may_lead } = view;
  const names = keepers.map(({ name, department }) => (department === null ? name : `${department} ${name}`));
  return (
    <Section title={w.keepers}>
      {keepers.length === 0 ? <p className={shared.quiet}>{w.keepersNone}</p> : <p>{names.join("、")}</p>}
      {may_lead && (
        <Button onPress={() => setChanging(true)} small>
          {w.keepersChange}
        </Button>
      )}
      {isChanging && (
        <Change
          onClose={() => setChanging(false)}
          onDone={() => {
            setChanging(false);
            onChanged();
          }}
          view={view}
        />
      )}
    </Section>
  );
}

function Change({ view, onDone, onClose }: { view: PlaceView; onDone: () => void; onClose: () => void }) {
  const w = useWords();
  const work = useWork({ inline: true });
  const [people, setPeople] = useState<readonly Person[]>(view.keepers);
  const save = () =>
    work.run(async () => {
      await places.name(
        view.place.id,
        people.map(({ id }) => id),
      );
      toast.done(w.keepersSaved);
      onDone();
    });
  return (
    <FormDialog
      busy={work.busy}
      lead={w.keepersLead}
      onClose={onClose}
      onSubmit={save}
      problem={work.problem}
      title={w.keepersChange}
    >
      <PeoplePicker chosen={people} onChange={setPeople} />
    </FormDialog>
  );
}
