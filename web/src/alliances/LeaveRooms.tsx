import { useCallback } from "react";
import { List } from "../list/List";
import { LineRow, RowWords } from "../list/Row";
import { Tick } from "../list/Selection";
import { useList } from "../list/useList";
import { useSelection } from "../list/useSelection";
import type { Id } from "../model/types";
import { FormDialog } from "../parts/FormDialog";
import { toast } from "../parts/toasts";
import { useWork } from "../shell/useWork";
import { alliances } from "./api";
import { useWords } from "./words";

interface LeaveRoomsProps {
  allianceId: Id;
  onLeft: () => void;
  onClose: () => void;
}

/** Leave many rooms at once: those one is in, each with a box to tick. */
export function LeaveRooms({ allianceId, onLeft, onClose }: LeaveRoomsProps) {
  const w = useWords();
  const selection = useSelection();
  const work = useWork({ inline: true });
  const found = useList(
    "rooms",
    useCallback(
      (after: string | null, signal: AbortSignal) =>
        alliances.rooms(allianceId, { after, mine: true }, signal),
      [allianceId],
    ),
  );
  const chosen = [...selection.ids];
  const leave = () =>
    work.run(async () => {
      await alliances.leave(allianceId, chosen);
      toast.done(w.leftRooms(chosen.length));
      onClose();
      onLeft();
    });
  return (
    <FormDialog
      busy={work.busy}
      danger
      holds={chosen.length > 0}
      isDisabled={chosen.length === 0}
      lead={w.leaveLead}
      onClose={onClose}
      onSubmit={leave}
      problem={work.problem}
      size="wide"
      title={w.leaveRooms}
      verb={w.leaveThese(chosen.length)}
    >
      <List
        empty={<p>{w.inNoRoom}</p>}
        failed={w.roomsFailed}
        found={found}
        row={(room) => (
          <LineRow key={room.id}>
            <Tick id={room.id} label={room.name} selection={selection} />
            <RowWords name={room.name} second={room.purpose} />
          </LineRow>
        )}
      />
    </FormDialog>
  );
}
