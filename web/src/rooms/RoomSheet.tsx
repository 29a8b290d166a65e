import { useText } from "../i18n";
import type { RoomCard } from "../model/types";
import { Sheet, SheetActions } from "../shell/Sheet";
import { nameOf } from "./name";
import { actionsOn } from "./RoomMenu";

/** What one may do with a room, after a long press on its row. */
export default function RoomSheet({ room, onClose }: { room: RoomCard; onClose: () => void }) {
  const t = useText();
  const name = nameOf(room, t);
  return (
    <Sheet label={t.rooms.rowMenu(name)} onClose={onClose} title={name}>
      <SheetActions actions={actionsOn(room, t)} onClose={onClose} />
    </Sheet>
  );
}
