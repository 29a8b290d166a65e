import type { ReactNode } from "react";
import {
  AddPersonIcon,
  DirectoryIcon,
  DoorIcon,
  KeyboardIcon,
  LeaveIcon,
  PeopleIcon,
  SearchIcon,
  SettingsIcon,
  UnreadIcon,
} from "../design/icons";
import type { Text } from "../i18n";
import { openDialog } from "../shell/dialogs";
import { navigate } from "../shell/route";
import { signOut } from "../shell/signOut";

export interface Command {
  readonly id: string;
  readonly name: string;
  readonly icon: ReactNode;
  readonly keys?: string;
  readonly run: () => void;
}

/** Everything the product does that is not a room, a person or a message. */
export function commandsOf(t: Text, may: (act: "create_room" | "join_room") => boolean): readonly Command[] {
  const refused = new Set<string>();
  if (!may("create_room")) refused.add("new-room");
  if (!may("join_room")) refused.add("open-rooms");
  return allCommands(t).filter(({ id }) => !refused.has(id));
}

function allCommands(t: Text): readonly Command[] {
  return [
    {
      id: "new-talk",
      name: t.rooms.newTalk,
      icon: <AddPersonIcon />,
      keys: "Alt N",
      run: () => openDialog({ kind: "new-talk" }),
    },
    {
      id: "new-room",
      name: t.rooms.newRoom,
      icon: <PeopleIcon />,
      run: () => openDialog({ kind: "new-room" }),
    },
    { id: "open-rooms", name: t.rooms.openRooms, icon: <DoorIcon />, run: () => navigate("/rooms/open") },
    { id: "unread", name: t.shell.unread, icon: <UnreadIcon />, run: () => navigate("/unread") },
    { id: "directory", name: t.shell.directory, icon: <DirectoryIcon />, run: () => navigate("/directory") },
    {
      id: "search",
      name: t.search.field,
      icon: <SearchIcon />,
      keys: "Ctrl Shift K",
      run: () => navigate("/search"),
    },
    { id: "settings", name: t.shell.settings, icon: <SettingsIcon />, run: () => navigate("/settings") },
    {
      id: "keys",
      name: t.shell.keys,
      icon: <KeyboardIcon />,
      keys: "?",
      run: () => openDialog({ kind: "keys" }),
    },
    { id: "sign-out", name: t.shell.signOut, icon: <LeaveIcon />, run: signOut },
  ];
}
