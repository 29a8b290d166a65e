import {
  BellIcon,
  BellOffIcon,
  LeaveIcon,
  MarkReadIcon,
  SettingsIcon,
  StarFilledIcon,
  StarIcon,
  ThreadIcon,
  UnreadIcon,
} from "../design/icons";
import { type Text, useText } from "../i18n";
import type { Id, Notify, RoomCard } from "../model/types";
import { type MenuAction, MenuButton } from "../parts/Menu";
import { toast } from "../parts/toasts";
import { openDialog } from "../shell/dialogs";
import { navigate, unreadPath } from "../shell/route";
import { actions } from "../state";
import { isUnread } from "./groups";
import { nameOf } from "./name";

/** What one may do with a room from its row. */
export function RoomMenu({ room, className }: { room: RoomCard; className?: string | undefined }) {
  const t = useText();
  return (
    <MenuButton
      actions={actionsOn(room, t)}
      className={className}
      label={t.rooms.rowMenu(nameOf(room, t))}
      small
    />
  );
}

export function actionsOn(room: RoomCard, t: Text): MenuAction[] {
  const { id, mine, kind } = room;
  if (mine === null) return [];
  const isLarge = room.member_count > 2; // between two nobody leaves
  const keep = (kept: { favourite?: boolean; notify?: Notify }) =>
    actions.keepRoom(id, kept).catch((error: unknown) => toast.problem(error, t.shell.failed));
  const list: MenuAction[] = [
    {
      id: "favourite",
      label: mine.favourite ? t.rooms.dropFavourite : t.rooms.addFavourite,
      icon: mine.favourite ? <StarFilledIcon size={18} /> : <StarIcon size={18} />,
      onAction: () => keep({ favourite: !mine.favourite }),
    },
  ];
  if (isUnread(room)) {
    list.push({
      id: "read",
      label: t.rooms.markRead,
      icon: <MarkReadIcon size={18} />,
      onAction: () => actions.markAllRead(id).catch((error: unknown) => toast.problem(error, t.shell.failed)),
    });
  }
  if (isUnread(room)) {
    list.push({
      id: "catch-up",
      label: t.rooms.catchUp,
      icon: <ThreadIcon size={18} />,
      onAction: () => navigate(unreadPath(id)),
    });
  }
  if (mine.unread === 0 && room.message_n > 0) {
    list.push({
      id: "unread",
      label: t.rooms.markUnread,
      icon: <UnreadIcon size={18} />,
      onAction: () => markRoomUnread(id, t),
    });
  }
  list.push(...notifyActions(mine.notify, keep, t), {
    id: "settings",
    label: t.rooms.settings,
    icon: <SettingsIcon size={18} />,
    apart: true,
    onAction: () => openDialog({ kind: "room-settings", room: id }),
  });
  if (kind === "group" || isLarge) {
    list.push({
      id: "leave",
      label: t.rooms.leave,
      icon: <LeaveIcon size={18} />,
      danger: true,
      onAction: () => openDialog({ kind: "leave-room", room: id }),
    });
  }
  return list;
}

export function markRoomUnread(id: Id, t: Text): void {
  actions.markRoomUnread(id).catch((error: unknown) => toast.problem(error, t.shell.failed));
}

function notifyActions(present: Notify, keep: (kept: { notify: Notify }) => void, t: Text): MenuAction[] {
  const choices: [Notify, string][] = [
    ["all", t.rooms.notifyAll],
    ["mentions", t.rooms.notifyMentions],
    ["none", t.rooms.notifyNone],
  ];
  return choices.map(([notify, label], i) => ({
    id: notify,
    label,
    icon: notify === "none" ? <BellOffIcon size={18} /> : <BellIcon size={18} />,
    chosen: notify === present,
    apart: i === 0,
    onAction: () => keep({ notify }),
  }));
}
