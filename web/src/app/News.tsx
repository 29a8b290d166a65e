import { useCallback, useEffect } from "react";
import { text } from "../i18n";
import { dayHeadingOf } from "../i18n/time";
import { allows, type Upto } from "../model/may";
import { familyNameOf } from "../model/rooms";
import { toast } from "../parts/toasts";
import { nameOf } from "../rooms/name";
import { wantsNews } from "../settings/news";
import { navigate, roomPath } from "../shell/route";
import { api, type NewMessageSeen, useMe, useNewMessages } from "../state";

const SHOWN = 80;

/** Tells of new messages while the person works in another window, if the device agreed to it. */
export default function News() {
  const { upto } = useMe();
  useNewMessages(useCallback((seen) => void tell(seen, upto), [upto]));
  useReminder();
  return null;
}

/** Once after coming in: what the organisation demands is not there yet. */
function useReminder() {
  const { enrol_by } = useMe();
  useEffect(() => {
    if (enrol_by === null) return;
    const t = text();
    const action = { label: t.shell.enrol, run: () => navigate("/settings") };
    toast.news(t.shell.enrolBy(dayHeadingOf(enrol_by, Date.now(), t)), action);
  }, [enrol_by]);
}

async function tell({ room, message, mentionsMe }: NewMessageSeen, upto: Upto): Promise<void> {
  if (!document.hidden || !wantsNews() || !allows(upto, "notify", room)) return;
  const notify = room.mine?.notify ?? "none";
  if (notify === "none" || (notify === "mentions" && !mentionsMe)) return;
  const author =
    room.people.find(({ id }) => id === message.author_id) ?? (await authorOf(message.author_id));
  const words = message.text.slice(0, SHOWN);
  const t = text();
  const isTold = allows(upto, "notify_content", room);
  const notification = new Notification(isTold ? nameOf(room, t) : t.rooms.newMessage, {
    body: !isTold ? "" : author ? t.rooms.said(familyNameOf(author.name), words) : words,
    tag: room.id,
    icon: "/icon.svg",
  });
  notification.onclick = () => {
    window.focus();
    navigate(roomPath(room.id, { messageId: message.id }));
    notification.close();
  };
}

async function authorOf(id: string) {
  const { people } = await api.people({ ids: [id] }).catch(() => ({ people: [] }));
  return people[0] ?? null;
}
