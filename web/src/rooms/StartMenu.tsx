import {
  AddPersonIcon,
  ArchiveIcon,
  DoorIcon,
  GlobeIcon,
  PeopleIcon,
  PlusIcon,
  TalkIcon,
} from "../design/icons";
import { useText } from "../i18n";
import { Button } from "../parts/Button";
import { EmptyState } from "../parts/EmptyState";
import { type MenuAction, MenuButton } from "../parts/Menu";
import { openDialog } from "../shell/dialogs";
import { navigate } from "../shell/route";
import { useMay } from "../shell/useMay";
import { useMe } from "../state";

const newTalk = () => openDialog({ kind: "new-talk" });
const newRoom = () => openDialog({ kind: "new-room" });
const openRooms = () => navigate("/rooms/open");
const tidyRooms = () => openDialog({ kind: "tidy-rooms" });
const allAlliances = () => navigate("/alliances");

/** What one may begin. */
export function StartMenu() {
  const t = useText();
  const may = useMay();
  const { person } = useMe();
  const actions: MenuAction[] = [
    {
      id: "talk",
      label: t.rooms.newTalk,
      icon: <AddPersonIcon size={18} />,
      keys: "Alt N",
      onAction: newTalk,
    },
  ];
  if (may("create_room")) {
    actions.push({ id: "room", label: t.rooms.newRoom, icon: <PeopleIcon size={18} />, onAction: newRoom });
  }
  if (may("join_room")) {
    actions.push({
      id: "open",
      label: t.rooms.openRooms,
      icon: <DoorIcon size={18} />,
      apart: true,
      onAction: openRooms,
    });
  }
  actions.push({
    id: "tidy",
    label: t.rooms.tidy,
    icon: <ArchiveIcon size={18} />,
    apart: true,
    onAction: tidyRooms,
  });
  if (person.kind === "staff") {
    actions.push({
      id: "alliances",
      label: t.shell.alliances,
      icon: <GlobeIcon size={18} />,
      onAction: allAlliances,
    });
  }
  return (
    <MenuButton actions={actions} label={t.rooms.newThing}>
      <PlusIcon />
    </MenuButton>
  );
}

/** The first day: nothing is there yet, and this is how it begins. */
export function NoRooms() {
  const t = useText();
  const may = useMay();
  const mayBegin = may("create_room");
  return (
    <EmptyState
      action={
        <>
          {mayBegin && (
            <Button look="primary" onPress={newRoom}>
              {t.rooms.noRoomsAction}
            </Button>
          )}
          {may("join_room") && <Button onPress={openRooms}>{t.rooms.openRooms}</Button>}
        </>
      }
      compact
      icon={<TalkIcon />}
      title={t.rooms.noRoomsTitle}
    >
      {mayBegin ? t.rooms.noRoomsText : t.rooms.noRoomsGuest}
    </EmptyState>
  );
}
