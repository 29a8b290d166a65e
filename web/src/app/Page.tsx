import { Suspense } from "react";
import { SearchIcon, TalkIcon, UnreadIcon } from "../design/icons";
import { useText } from "../i18n";
import { Button } from "../parts/Button";
import { EmptyState } from "../parts/EmptyState";
import type { Waiting } from "../rooms/groups";
import { isUnread, nextWaiting } from "../rooms/groups";
import { RoomList } from "../rooms/RoomList";
import { openDialog } from "../shell/dialogs";
import { Link } from "../shell/Link";
import { goBack, navigate, type Route, roomPath } from "../shell/route";
import styles from "../shell/Shell.module.css";
import { useRooms } from "../state";
import { TalkSkeleton } from "../talk/TalkSkeleton";
import { ErrorBoundary } from "./ErrorBoundary";
import {
  Alliances,
  Attendance,
  Broadcasts,
  Cases,
  Circulars,
  Console,
  Directory,
  Forms,
  Guests,
  Handover,
  Incidents,
  Meetings,
  More,
  Notes,
  OpenRooms,
  PastAnnouncements,
  Polls,
  Search,
  Settings,
  Share,
  TalkPane,
  Tasks,
  Unread,
} from "./lazyParts";

/** What the address names. */
export function Page({ route, isPhone }: { route: Route; isPhone: boolean }) {
  return (
    <ErrorBoundary key={route.page} kind="page">
      <Suspense fallback={<div aria-busy="true" className={styles.page} />}>
        <PageOf isPhone={isPhone} route={route} />
      </Suspense>
    </ErrorBoundary>
  );
}

function PageOf({ route, isPhone }: { route: Route; isPhone: boolean }) {
  switch (route.page) {
    case "rooms":
      return isPhone ? <PhoneRooms /> : <NoRoomYet />;
    case "room":
      return (
        <Suspense fallback={<RoomSoon />}>
          <TalkPane
            key={route.roomId}
            messageId={route.messageId}
            onAddMembers={(room) => openDialog({ kind: "add-members", room })}
            onPerson={(person) => openDialog({ kind: "person", person })}
            onRoomSettings={(room) => openDialog({ kind: "room-settings", room })}
            roomId={route.roomId}
            side={route.side}
            {...(isPhone ? { onBack: () => goBack("/") } : {})}
          />
        </Suspense>
      );
    case "open-rooms":
      return <OpenRooms />;
    case "unread":
      return <Unread key={route.room} roomId={route.room} />;
    case "directory":
      return <Directory departmentId={route.departmentId} />;
    case "search":
      return <Search query={route.query} />;
    case "settings":
      return <Settings />;
    case "forms":
      return <Forms route={route} />;
    case "cases":
      return <Cases route={route} />;
    case "broadcasts":
      return <Broadcasts route={route} />;
    case "incidents":
      return <Incidents route={route} />;
    case "circulars":
      return <Circulars route={route} />;
    case "attendance":
      return <Attendance route={route} />;
    case "notes":
      return <Notes route={route} />;
    case "meetings":
      return <Meetings route={route} />;
    case "polls":
      return <Polls route={route} />;
    case "tasks":
      return <Tasks route={route} />;
    case "alliances":
      return <Alliances route={route} />;
    case "console":
      return <Console section={route.section} />;
    case "guests":
      return <Guests />;
    case "handover":
      return <Handover />;
    case "announcements":
      return <PastAnnouncements />;
    case "share":
      return <Share hasFailed={route.hasFailed} />;
    case "more":
      return <More />;
    case "operator":
    case "unknown":
      return <Unknown />;
    default:
      return route satisfies never;
  }
}

/** Until what shows a room is here: fetched with the list, so that is for a moment, once. */
function RoomSoon() {
  return (
    <div aria-busy="true" className={styles.page}>
      <TalkSkeleton />
    </div>
  );
}

function PhoneRooms() {
  const t = useText();
  return (
    <nav aria-label={t.rooms.list} className={styles.page}>
      <RoomList here={null} />
    </nav>
  );
}

/** Before a room is chosen: the next thing to do. */
function NoRoomYet() {
  const t = useText();
  const rooms = useRooms();
  const next = nextWaiting(rooms, { room: null, thread: null }, 1);
  const waiting = rooms.filter(isUnread).length;
  if (next === null) {
    return (
      <EmptyState icon={<TalkIcon />} title={t.shell.pickRoomTitle}>
        {t.shell.pickRoomText}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      action={
        <Button look="primary" onPress={() => navigate(pathTo(next))}>
          {t.shell.readNext}
        </Button>
      }
      icon={<UnreadIcon />}
      title={t.shell.waitingTitle(waiting)}
    >
      {t.shell.waitingText}
    </EmptyState>
  );
}

function pathTo({ room, thread }: Waiting): string {
  return roomPath(room.id, thread === null ? {} : { side: { kind: "thread", of: thread } });
}

function Unknown() {
  const t = useText();
  return (
    <EmptyState
      action={<Link to="/">{t.shell.toRooms}</Link>}
      icon={<SearchIcon />}
      isPage
      title={t.shell.unknownTitle}
    >
      {t.shell.unknownText}
    </EmptyState>
  );
}
