import { useState } from "react";
import { type Text, useText } from "../i18n";
import { whenOf } from "../i18n/time";
import { useBilingual } from "../i18n/useBilingual";
import { type Draft, typed } from "../model/draft";
import { allows, type Upto } from "../model/may";
import type { Message, RoomCard } from "../model/types";
import { Dialog } from "../parts/Dialog";
import { SearchField } from "../parts/SearchField";
import { toast } from "../parts/toasts";
import { nameOf } from "../rooms/name";
import { RoomAvatar } from "../rooms/RoomAvatar";
import { navigate, roomPath } from "../shell/route";
import { actions, useMe, usePerson, useRooms } from "../state";
import { mayWriteIn } from "./conversationContext";
import styles from "./ForwardDialog.module.css";
import { words } from "./markingWords";
import { outsidersIn } from "./sendChecks";

/** Into the field of another room: it goes only after one has looked at it there, and at who reads it. */
export default function ForwardDialog({ message, onClose }: { message: Message; onClose: () => void }) {
  const t = useText();
  const w = useBilingual(words);
  const { upto } = useMe();
  const author = usePerson(message.author_id);
  const [sought, setSought] = useState("");
  const from = useRooms().find(({ id }) => id === message.room_id);
  const rooms = useRooms().filter(
    (room) => room.id !== message.room_id && mayReceive(room, upto) && isFound(room, sought, t),
  );
  function put(room: RoomCard) {
    const mayPass = from !== undefined && allows(upto, "forward", from) && allows(upto, "attach", room);
    const files = mayPass ? message.files : [];
    const said = quoted(message, author?.name ?? "", whenOf(message.at, Date.now(), t));
    const before: Draft = actions.draftOf(room.id, null);
    const text = before.text === "" ? said : `${before.text}\n${said}`;
    actions.saveDraft(room.id, null, { ...typed(before, text), files: [...before.files, ...files] });
    if (message.files.length > files.length) toast.news(w.filesStay);
    onClose();
    navigate(roomPath(room.id));
  }
  return (
    <Dialog lead={w.forwardLead} onClose={onClose} title={w.forward}>
      <SearchField label={w.findRoom} onChange={setSought} value={sought} />
      <ul className={styles.rooms}>
        {rooms.map((room) => (
          <li key={room.id}>
            <button className={styles.room} onClick={() => put(room)} type="button">
              <RoomAvatar room={room} size="small" />
              <span>{nameOf(room, t)}</span>
              {outsidersIn(room) > 0 && <span className={styles.outside}>{w.outsiders}</span>}
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

function mayReceive(room: RoomCard, upto: Upto): boolean {
  return (
    room.mine !== null && room.archived_at === null && mayWriteIn(room, false) && allows(upto, "write", room)
  );
}

function isFound(room: RoomCard, sought: string, t: Text): boolean {
  return nameOf(room, t).toLowerCase().includes(sought.trim().toLowerCase());
}

/** The whole text, by whom and when, and where it stands for who may read it there. */
function quoted(message: Message, name: string, when: string): string {
  const link = location.origin + roomPath(message.room_id, { messageId: message.id });
  const lines = message.text === "" ? [] : message.text.split("\n").map((line) => `> ${line}`);
  return [`> ${name} ${when}`, ...lines, link, ""].join("\n");
}
