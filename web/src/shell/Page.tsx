import { lazy, Suspense } from "react";
import { SearchIcon, TalkIcon } from "../design/icons";
import { useText } from "../i18n";
import { EmptyState } from "../parts/EmptyState";
import { RoomList } from "../rooms/RoomList";
import { TalkPane } from "../talk";
import { openDialog } from "./dialogs";
import { Link } from "./Link";
import { goBack, type Route } from "./route";
import styles from "./Shell.module.css";

const Unread = lazy(() => import("./UnreadPage"));
const More = lazy(() => import("./MorePage"));
const OpenRooms = lazy(() => import("../rooms/OpenRooms"));
const Directory = lazy(() => import("../people/Directory"));
const Search = lazy(() => import("../search/SearchPage"));
const Settings = lazy(() => import("../settings/SettingsPage"));

/** What the address names. */
export function Page({ route, isPhone }: { route: Route; isPhone: boolean }) {
  return (
    <Suspense fallback={<div aria-busy="true" className={styles.page} />}>
      <PageOf isPhone={isPhone} route={route} />
    </Suspense>
  );
}

function PageOf({ route, isPhone }: { route: Route; isPhone: boolean }) {
  switch (route.page) {
    case "rooms":
      return isPhone ? <PhoneRooms /> : <NoRoomYet />;
    case "room":
      return (
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
      );
    case "open-rooms":
      return <OpenRooms />;
    case "unread":
      return <Unread />;
    case "directory":
      return <Directory departmentId={route.departmentId} />;
    case "search":
      return <Search query={route.query} />;
    case "settings":
      return <Settings />;
    case "more":
      return <More />;
    case "unknown":
      return <Unknown />;
    default:
      return route satisfies never;
  }
}

function PhoneRooms() {
  const t = useText();
  return (
    <nav aria-label={t.rooms.list} className={styles.page}>
      <RoomList here={null} />
    </nav>
  );
}

function NoRoomYet() {
  const t = useText();
  return (
    <EmptyState icon={<TalkIcon />} title={t.shell.pickRoomTitle}>
      {t.shell.pickRoomText}
    </EmptyState>
  );
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
