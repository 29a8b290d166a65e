import { Suspense } from "react";
import { closeDialog, type OpenDialog, useDialog } from "../shell/dialogs";
import { ErrorBoundary } from "./ErrorBoundary";
import {
  AddMembers,
  ChronologyEntry,
  Forward,
  InviteGuest,
  Keys,
  LeaveRoom,
  Marks,
  NewRoom,
  NewTalk,
  NewTask,
  OwnReminder,
  PersonDialog,
  Position,
  ReportMessage,
  RoomSettings,
  SettleQuestion,
  Switcher,
  TidyRooms,
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
    case "forward":
      return <Forward message={dialog.message} onClose={closeDialog} />;
    case "tidy-rooms":
      return <TidyRooms onClose={closeDialog} />;
    case "marks":
      return <Marks onClose={closeDialog} roomId={dialog.room} />;
    case "own-reminder":
      return <OwnReminder message={dialog.message} onClose={closeDialog} />;
    case "new-task":
      return (
        <NewTask messageId={dialog.message} onClose={closeDialog} roomId={dialog.room} title={dialog.title} />
      );
    case "report-message":
      return <ReportMessage allianceId={dialog.alliance} message={dialog.message} onClose={closeDialog} />;
    case "settle-question":
      return (
        <SettleQuestion
          allianceId={dialog.alliance}
          answer={dialog.answer}
          onClose={closeDialog}
          question={dialog.question}
        />
      );
    case "chronology-entry":
      return <ChronologyEntry messageId={dialog.message} onClose={closeDialog} />;
    case "position":
      return <Position onClose={closeDialog} point={dialog.point} />;
    case "person":
      return <PersonDialog id={dialog.person} onClose={closeDialog} />;
    default:
      return dialog satisfies never;
  }
}
