import { useCallback, useEffect, useRef } from "react";
import { currentLanguage, text } from "../i18n";
import { dayHeadingOf } from "../i18n/time";
import { allows, type Upto } from "../model/may";
import { familyNameOf } from "../model/rooms";
import type { Id, Message, RoomCard } from "../model/types";
import { isPushed } from "../net/push";
import { areNotificationsOn, shouldOffer } from "../notifications/desktop";
import { letThisDeviceTell } from "../notifications/offer";
import { isQuietNow } from "../notifications/quietNow";
import { toast } from "../parts/toasts";
import { nameOf } from "../rooms/name";
import { navigate, roomPath, routeOf } from "../shell/route";
import { api, type NewMessageSeen, useMe, useNewMessages, useReminded, useRooms } from "../state";
import { words } from "../unread/words";
import { useFavicon } from "./useFavicon";
import { usePushedNotices } from "./usePushedNotices";

const SHOWN = 80;

/** Tells of new messages while the person works in another window, if the device agreed to it. */
export default function Notifications() {
  const { upto, person } = useMe();
  useNewMessages(useCallback((seen) => void tell(seen, upto, person.id), [upto, person.id]));
  usePushedNotices();
  useReminder();
  useOwnReminders(person.id);
  useOffer(person.id);
  useBroughtIn();
  useFavicon();
  return null;
}

const FRESH_MS = 5 * 60_000;

/** The time of something I put off has come: said here, or by the browser where I work elsewhere. */
function useOwnReminders(me: Id) {
  const said = useRef<ReadonlySet<string>>(new Set());
  const hear = useCallback(async () => {
    const { open } = await api.ownReminders().catch(() => ({ open: [] }));
    const came = open.filter(({ told_at }) => (told_at ?? 0) > Date.now() - FRESH_MS);
    const fresh = came.filter(({ message, told_at }) => !said.current.has(`${message.id} ${told_at}`));
    said.current = new Set(came.map(({ message, told_at }) => `${message.id} ${told_at}`));
    for (const { message } of fresh) sayReminder(message, me);
  }, [me]);
  useReminded(hear);
}

function sayReminder({ id, room_id, text: said }: Message, me: Id): void {
  const t = text();
  const w = currentLanguage() === "ja" ? words.ja : words.en;
  const open = () => navigate(roomPath(room_id, { messageId: id }));
  const line = w.reminded(said.slice(0, SHOWN) || t.shell.files(1));
  toast.news(line, { label: t.rooms.openIt, run: open });
  // A browser that is told by push is told of this, too; the words are for the page alone.
  if (isHere() || isPushed(me) || !areNotificationsOn()) return;
  const notification = new Notification(w.remindedHidden, { tag: `own_reminder:${id}`, icon: "/icon.svg" });
  notification.onclick = () => {
    window.focus();
    open();
    notification.close();
  };
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

async function tell({ room, message, mentionsMe }: NewMessageSeen, upto: Upto, me: Id): Promise<void> {
  if (!allows(upto, "notify", room) || !isWanted(room, mentionsMe)) return;
  if (isHere()) {
    if (mentionsMe && !isOnScreen(room.id)) callHere(room, message.id);
    return;
  }
  // A browser that is told by push would tell of it twice.
  if (isPushed(me) || !areNotificationsOn() || (await isQuietNow(me))) return;
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

function isWanted(room: RoomCard, mentionsMe: boolean): boolean {
  const notify = room.mine?.notify ?? "none";
  return notify === "all" || (notify === "mentions" && mentionsMe);
}

/** The window may be in sight, on a second screen or half behind another one: what counts is where one works. */
function isHere(): boolean {
  return document.visibilityState === "visible" && document.hasFocus();
}

function isOnScreen(room: string): boolean {
  const route = routeOf(location.pathname, location.search);
  return route.page === "room" && route.roomId === room;
}

/** Called by name in another room, while one works in this window. */
function callHere(room: RoomCard, message: string): void {
  const t = text();
  const open = () => navigate(roomPath(room.id, { messageId: message }));
  toast.news(t.shell.called(nameOf(room, t)), { label: t.rooms.openIt, run: open });
}

const OFFER_AFTER_MS = 20_000;

/** Once, after one has looked around: what comes while one works elsewhere can be told. */
function useOffer(me: Id) {
  useEffect(() => {
    const timer = setTimeout(() => {
      if (!shouldOffer()) return;
      const t = text();
      toast.news(t.shell.offerNews, {
        label: t.shell.offerNewsYes,
        run: () => void letThisDeviceTell(me),
      });
    }, OFFER_AFTER_MS);
    return () => clearTimeout(timer);
  }, [me]);
}

/** Rooms I was brought into while I was here. */
function useBroughtIn() {
  const rooms = useRooms();
  const known = useRef<ReadonlySet<string> | null>(null);
  useEffect(() => {
    const before = known.current;
    known.current = new Set(rooms.map(({ id }) => id));
    if (before === null) return;
    const t = text();
    for (const room of rooms) {
      if (before.has(room.id) || !room.mine?.fresh || isOnScreen(room.id)) continue;
      const open = () => navigate(roomPath(room.id));
      toast.news(t.rooms.broughtIn(nameOf(room, t)), { label: t.rooms.openIt, run: open });
    }
  }, [rooms]);
}

async function authorOf(id: string) {
  const { people } = await api.people({ ids: [id] }).catch(() => ({ people: [] }));
  return people[0] ?? null;
}
