import { useMemo, useState } from "react";
import { useText } from "../i18n";
import type { Id, Person, RoomHistory } from "../model/types";
import { Button } from "../parts/Button";
import { Dialog } from "../parts/Dialog";
import { FormProblem } from "../parts/Problem";
import { toast } from "../parts/toasts";
import { PeoplePicker } from "../people/PeoplePicker";
import { useWork } from "../shell/useWork";
import { actions, useRoom } from "../state";
import { GuestHistoryChoice } from "./GuestHistoryChoice";
import { nameOf } from "./name";
import { useMembers } from "./useMembers";

export default function AddMembers({ roomId, onClose }: { roomId: Id; onClose: () => void }) {
  const t = useText();
  const room = useRoom(roomId);
  const members = useMembers(roomId).value?.members;
  const taken = useMemo(() => new Set((members ?? []).map(({ person }) => person.id)), [members]);
  const [people, setPeople] = useState<readonly Person[]>([]);
  const [history, setHistory] = useState<RoomHistory>("since_joining");
  const asksHistory = room?.history === "all" && people.some(({ kind }) => kind === "guest");
  const work = useWork({ inline: true });
  function invite() {
    if (people.length === 0) return;
    work.run(async () => {
      await actions.addMembers(
        roomId,
        people.map(({ id }) => id),
        history,
      );
      toast.done(t.rooms.invited(people.length));
      onClose();
    });
  }
  return (
    <Dialog
      actions={
        <>
          <Button onPress={onClose}>{t.parts.cancel}</Button>
          <Button busy={work.busy} isDisabled={people.length === 0} look="primary" type="submit">
            {t.rooms.inviteAction(people.length)}
          </Button>
        </>
      }
      holds={people.length > 0}
      lead={room ? nameOf(room, t) : undefined}
      onClose={onClose}
      onSubmit={invite}
      size="wide"
      title={t.rooms.inviteTitle}
    >
      <PeoplePicker chosen={people} onChange={setPeople} taken={taken} takenNote={t.rooms.alreadyIn} />
      {asksHistory && <GuestHistoryChoice history={history} onChange={setHistory} />}
      <FormProblem text={work.problem} />
    </Dialog>
  );
}
