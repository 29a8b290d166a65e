import { useState } from "react";
import { useText } from "../i18n";
import type { Person } from "../model/types";
import { Button } from "../parts/Button";
import { Dialog } from "../parts/Dialog";
import { FormProblem } from "../parts/Problem";
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
    <Dialog
      actions={
        <>
          <Button onPress={onClose}>{t.parts.cancel}</Button>
          <Button busy={work.busy} isDisabled={people.length === 0} look="primary" type="submit">
            {t.rooms.startTalk(people.length)}
          </Button>
        </>
      }
      lead={t.rooms.newTalkLead}
      onClose={onClose}
      onSubmit={start}
      size="wide"
      title={t.rooms.newTalkTitle}
    >
      <PeoplePicker chosen={people} onChange={setPeople} />
      <FormProblem text={work.problem} />
    </Dialog>
  );
}
