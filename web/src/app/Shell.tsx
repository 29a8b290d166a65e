/** The signed-in screen: rail or bar, list, and the page the address names. */
import { Suspense, useEffect, useRef } from "react";
import { text, useText } from "../i18n";
import { nameOf } from "../rooms/name";
import { RoomList } from "../rooms/RoomList";
import { useIsPhone } from "../shell/media";
import { type Route, useRoute } from "../shell/route";
import styles from "../shell/Shell.module.css";
import { useMe, useRoom, useUnread } from "../state";
import { Banner } from "./Banner";
import { BottomBar } from "./BottomBar";
import { Dialogs } from "./Dialogs";
import {
  Announcements,
  BroadcastStrip,
  HandledNotice,
  Notifications,
  PaneDivider,
  prefetchParts,
  prefetchTalk,
  RecordNotices,
} from "./lazyParts";
import { Page } from "./Page";
import { Rail } from "./Rail";
import { useKeys } from "./useKeys";

export default function Shell() {
  const t = useText();
  const route = useRoute();
  const isPhone = useIsPhone();
  const me = useMe();
  useKeys();
  const place = useTitle(route);
  useFocusAfterMoving(route);
  useEffect(() => {
    prefetchTalk();
    const timer = setTimeout(prefetchParts, SETTLED_MS);
    return () => clearTimeout(timer);
  }, []);
  const hasList = !isPhone && LISTED.has(route.page);
  return (
    <div className={styles.shell} data-list={hasList}>
      <a className="skip" href="#main">
        {t.shell.skip}
      </a>
      {!isPhone && <Rail page={route.page} />}
      {hasList && (
        <nav aria-label={t.rooms.list} className={styles.list}>
          <RoomList here={route.page === "room" ? route.roomId : null} />
          <Suspense>
            <PaneDivider pane="list" />
          </Suspense>
        </nav>
      )}
      <main className={styles.main} id="main" tabIndex={-1}>
        <Suspense>
          <BroadcastStrip />
          <Announcements />
        </Suspense>
        <Page isPhone={isPhone} route={route} />
      </main>
      {isPhone && route.page !== "room" && <BottomBar page={route.page} />}
      <div className="said" role="status">
        {place}
      </div>
      <Banner />
      <Dialogs />
      <Suspense>
        <Notifications />
        {me.handled.length > 0 && <HandledNotice />}
        <RecordNotices />
      </Suspense>
    </div>
  );
}

/** By then what the person came for is on screen. */
const SETTLED_MS = 3_000;

/** Where the rooms stay in sight beside the page. */
const LISTED: ReadonlySet<Route["page"]> = new Set(["rooms", "room", "open-rooms", "unread", "unknown"]);

/** The tab tells where one is, and how much waits. */
function useTitle(route: Route): string {
  const t = useText();
  const unread = useUnread();
  const room = useRoom(route.page === "room" ? route.roomId : "");
  const place = route.page === "room" && room ? nameOf(room, t) : placeOf(route.page);
  const waiting = unread.rooms;
  useEffect(() => {
    const count = waiting > 0 ? `${t.shell.newMessages(waiting)} ` : "";
    document.title = `${count}${place} - ${t.shell.product}`;
  }, [place, waiting, t]);
  return place;
}

/** When what had the focus went away with its page, the next Tab goes on in the new one. */
function useFocusAfterMoving(route: Route) {
  const where = route.page === "room" ? route.roomId : route.page;
  const before = useRef(where);
  useEffect(() => {
    if (before.current === where) return;
    before.current = where;
    if (document.activeElement === document.body)
      document.getElementById("main")?.focus({ preventScroll: true });
  }, [where]);
}

function placeOf(page: Route["page"]): string {
  const t = text();
  switch (page) {
    case "rooms":
    case "room":
    case "unknown":
    case "operator":
      return t.shell.talk;
    case "open-rooms":
      return t.rooms.openTitle;
    case "cases":
      return t.shell.counter;
    default:
      return t.shell[page];
  }
}
