import { Suspense } from "react";
import { closeDialog, type OpenDialog, useDialog } from "../shell/dialogs";
import { ErrorBoundary } from "./ErrorBoundary";
import {
  AddMembers,
  ChronologyEntry,
  InviteGuest,
  Keys,
  LeaveRoom,
  NewRoom,
  NewTalk,
  NewTask,
  OwnReminder,
  PersonDialog,
  RoomSettings,
  Switcher,
  Unsent,
} from "./lazyParts";

/** The open dialog, fetched when it is first wanted. */
export function Dialogs() {
  const dialog = useDialog();
  return (
    <ErrorBoundary key={dialog?.kind} kind="dialog">
      <Suspense>{dialog && <DialogOf dialog={dialog} />}</Suspense>
    </ErrorBoundary>
  );
}

function DialogOf({ dialog }: { dialog: OpenDialog }) {
  switch (dialog.kind) {
    case "switcher":
      return <Switcher onClose={closeDialog} />;
    case "keys":
      return <Keys onClose={closeDialog} />;
    case "unsent":
      return <Unsent onClose={closeDialog} />;
    case "new-room":
      return <NewRoom onClose={closeDialog} />;
    case "new-talk":
      return <NewTalk onClose={closeDialog} />;
    case "room-settings":
      return <RoomSettings onClose={closeDialog} roomId={dialog.room} />;
    case "add-members":
      return <AddMembers onClose={closeDialog} roomId={dialog.room} />;
    case "invite-guest":
      return <InviteGuest onClose={closeDialog} roomId={dialog.room} />;
    case "leave-room":
      return <LeaveRoom onClose={closeDialog} roomId={dialog.room} />;
    case "own-reminder":
      return <OwnReminder message={dialog.message} onClose={closeDialog} />;
    case "new-task":
      return (
        <NewTask messageId={dialog.message} onClose={closeDialog} roomId={dialog.room} title={dialog.title} />
      );
    case "chronology-entry":
      return <ChronologyEntry messageId={dialog.message} onClose={closeDialog} />;
    case "person":
      return <PersonDialog id={dialog.person} onClose={closeDialog} />;
    default:
      return dialog satisfies never;
  }
}
