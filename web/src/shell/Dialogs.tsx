import { lazy, Suspense } from "react";
import { closeDialog, type OpenDialog, useDialog } from "./dialogs";

const Switcher = lazy(() => import("../search/Switcher"));
const Keys = lazy(() => import("./KeysDialog"));
const NewRoom = lazy(() => import("../rooms/NewRoom"));
const NewTalk = lazy(() => import("../rooms/NewTalk"));
const RoomSettings = lazy(() => import("../rooms/RoomSettings"));
const AddMembers = lazy(() => import("../rooms/AddMembers"));
const LeaveRoom = lazy(() => import("../rooms/LeaveRoom"));
const PersonDialog = lazy(() => import("../people/PersonDialog"));

/** The open dialog, fetched when it is first wanted. */
export function Dialogs() {
  const dialog = useDialog();
  return <Suspense>{dialog && <DialogOf dialog={dialog} />}</Suspense>;
}

function DialogOf({ dialog }: { dialog: OpenDialog }) {
  switch (dialog.kind) {
    case "switcher":
      return <Switcher onClose={closeDialog} />;
    case "keys":
      return <Keys onClose={closeDialog} />;
    case "new-room":
      return <NewRoom onClose={closeDialog} />;
    case "new-talk":
      return <NewTalk onClose={closeDialog} />;
    case "room-settings":
      return <RoomSettings onClose={closeDialog} roomId={dialog.room} />;
    case "add-members":
      return <AddMembers onClose={closeDialog} roomId={dialog.room} />;
    case "leave-room":
      return <LeaveRoom onClose={closeDialog} roomId={dialog.room} />;
    case "person":
      return <PersonDialog id={dialog.person} onClose={closeDialog} />;
    default:
      return dialog satisfies never;
  }
}
