import { useText } from "../i18n";
import type { RoomHistory } from "../model/types";
import { Rounds } from "../parts/Choices";

interface GuestHistoryChoiceProps {
  history: RoomHistory;
  onChange: (history: RoomHistory) => void;
}

/** What somebody from outside may read of a room whose past is open: asked, and from now on unless it is said. */
export function GuestHistoryChoice({ history, onChange }: GuestHistoryChoiceProps) {
  const t = useText();
  return (
    <Rounds
      choices={[
        {
          id: "since_joining",
          label: t.rooms.guestHistoryJoining,
          note: t.rooms.guestHistoryJoiningNote,
        },
        { id: "all", label: t.rooms.guestHistoryAll, note: t.rooms.guestHistoryAllNote },
      ]}
      label={t.rooms.guestHistory}
      onChange={onChange}
      value={history}
    />
  );
}
