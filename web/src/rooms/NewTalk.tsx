import { useState } from "react";
import { useText } from "../i18n";
import type { Person } from "../model/types";
import { FormDialog } from "../parts/FormDialog";
import { PeoplePicker } from "../people/PeoplePicker";
import { navigate, roomPath } from "../shell/route";
import { useWork } from "../shell/useWork";
import { actions } from "../state";

/** Direct talk with one person or a few. */
export default function NewTalk({ onClose }: { onClose: () => void }) {
  const t = useText();
  const [people, setPeople] = useState<readonly Person[]>([]);
  const work = useWork({ inline: true });
  function start() {
    if (people.length === 0) return;
    work.run(async () => {
      const room = await actions.openDirect(people.map(({ id }) => id));
      onClose();
      navigate(roomPath(room.id));
    });
  }
  return (
    <FormDialog
      busy={work.busy}
      isDisabled={people.length === 0}
      lead={t.rooms.newTalkLead}
      onClose={onClose}
      onSubmit={start}
      problem={work.problem}
      size="wide"
      title={t.rooms.newTalkTitle}
      verb={t.rooms.startTalk(people.length)}
    >
      <PeoplePicker chosen={people} onChange={setPeople} />
    </FormDialog>
  );
}
