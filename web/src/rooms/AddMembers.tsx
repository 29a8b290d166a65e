import { useMemo, useState } from "react";
import { GuestHistoryChoice } from "../guests/GuestHistoryChoice";
import { useText } from "../i18n";
import type { Id, Person, RoomHistory } from "../model/types";
import { FormDialog } from "../parts/FormDialog";
import { toast } from "../parts/toasts";
import { PeoplePicker } from "../people/PeoplePicker";
import { useWork } from "../shell/useWork";
import { actions, useRoom } from "../state";
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
    <FormDialog
      busy={work.busy}
      holds={people.length > 0}
      isDisabled={people.length === 0}
      lead={room ? nameOf(room, t) : undefined}
      onClose={onClose}
      onSubmit={invite}
      problem={work.problem}
      size="wide"
      title={t.rooms.inviteTitle}
      verb={t.rooms.inviteAction(people.length)}
    >
      <PeoplePicker
        allianceId={room?.alliance_id ?? null}
        chosen={people}
        onChange={setPeople}
        taken={taken}
        takenNote={t.rooms.alreadyIn}
      />
      {asksHistory && <GuestHistoryChoice history={history} onChange={setHistory} />}
    </FormDialog>
  );
}
