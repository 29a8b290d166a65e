import { lazy, Suspense, useMemo, useRef, useState } from "react";
import { Button as AriaButton } from "react-aria-components/Button";
import { DownIcon, SearchIcon } from "../design/icons";
import { type Text, useText } from "../i18n";
import type { Id } from "../model/types";
import { Count } from "../parts/Badge";
import { cx } from "../parts/cx";
import { openDialog } from "../shell/dialogs";
import { Link } from "../shell/Link";
import { useIsPhone } from "../shell/media";
import { useMay } from "../shell/useMay";
import { useRooms } from "../state";
import { type GroupKey, groupsOf, isUnread, type RoomGroup } from "./groups";
import styles from "./RoomList.module.css";
import { RoomRow } from "./RoomRow";
import { pressRowKey } from "./rowKeys";
import { NoRooms, StartMenu } from "./StartMenu";
import { useHeld, useSteady } from "./useSteady";

/** Only for whoever answers for guests. */
const GuestNotices = lazy(() => import("../guests/GuestNotices"));
const HandoverNotice = lazy(() => import("../handover/HandoverNotice"));

/** All my rooms. `here`: the one on screen. */
export function RoomList({ here }: { here: Id | null }) {
  const t = useText();
  const latest = useRooms();
  const may = useMay();
  const [isPointedAt, setPointedAt] = useState(false);
  const rooms = useSteady(latest, isPointedAt);
  const isPhone = useIsPhone();
  const held = useHeld(rooms, here);
  // A phone has a place of its own for what is unread, and a list seen at a glance needs none.
  const gathersUnread = !isPhone && rooms.length > GLANCE;
  const groups = useMemo(
    () =>
      gathersUnread ? groupsOf(rooms, held) : groupsOf(rooms, held).filter(({ key }) => key !== "unread"),
    [rooms, held, gathersUnread],
  );
  const list = useRef<HTMLDivElement>(null);

  return (
    <>
      <header className={styles.head}>
        <h1 className={styles.title}>{t.rooms.title}</h1>
        <StartMenu />
      </header>
      <div className={styles.find}>
        <AriaButton
          aria-keyshortcuts="Control+K"
          className={cx(styles.findButton)}
          onPress={() => openDialog({ kind: "switcher" })}
        >
          <SearchIcon size={18} />
          <span className={styles.findWord}>{t.rooms.find}</span>
          <kbd className={styles.findKeys}>{t.rooms.findKeys}</kbd>
        </AriaButton>
      </div>
      {may("invite_guest") && (
        <Suspense>
          <GuestNotices />
        </Suspense>
      )}
      <Suspense>
        <HandoverNotice />
      </Suspense>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrows move between the links, which remain links. */}
      <div
        className={styles.scroll}
        onKeyDown={(event) => pressRowKey(event, list.current, rooms)}
        onPointerEnter={({ pointerType }) => setPointedAt(pointerType === "mouse")}
        onPointerLeave={() => setPointedAt(false)}
        ref={list}
      >
        {groups.length === 0 ? (
          <NoRooms />
        ) : (
          groups.map((group) => <Group group={group} here={here} key={group.key} tall={isPhone} />)
        )}
      </div>
    </>
  );
}

function Group({ group, here, tall }: { group: RoomGroup; here: Id | null; tall: boolean }) {
  const t = useText();
  const [isOpen, setOpen] = useKeptOpen(group.key);
  const unread = group.rooms.filter(isUnread).length;
  const shown = group.key === "unread" ? group.rooms.slice(0, UNREAD_SHOWN) : group.rooms;
  return (
    <section className={styles.group}>
      <h2 className={styles.groupHead}>
        <AriaButton
          aria-expanded={isOpen}
          className={cx(styles.groupButton, "ring-inside")}
          data-row=""
          onPress={() => setOpen(!isOpen)}
        >
          <DownIcon className={cx(styles.twist, !isOpen && styles.shut)} size={16} />
          <span>{groupName(group.key, t)}</span>
          {group.key === "unread" ? (
            <span className={styles.groupCount}>{unread}</span>
          ) : (
            !isOpen && <Count n={unread} />
          )}
        </AriaButton>
      </h2>
      {isOpen && (
        <ul>
          {shown.map((room) => (
            <RoomRow id={room.id} isHere={room.id === here} key={room.id} tall={tall} />
          ))}
          {shown.length < group.rooms.length && (
            <li className={styles.item}>
              <Link className={cx(styles.row, styles.rest, "ring-inside")} data-row="" to="/unread">
                {t.rooms.moreUnread(group.rooms.length - shown.length)}
              </Link>
            </li>
          )}
        </ul>
      )}
    </section>
  );
}

const GLANCE = 10;

/** More than this would push the rooms one knows by their place off the screen; the rest has a page. */
const UNREAD_SHOWN = 5;

function groupName(key: GroupKey, t: Text): string {
  return t.rooms[key];
}

function useKeptOpen(key: GroupKey): [boolean, (open: boolean) => void] {
  const name = `kairan.group.${key}`;
  const [isOpen, setOpen] = useState(() => {
    try {
      return (localStorage.getItem(name) ?? (key === "archived" ? "shut" : "open")) === "open";
    } catch {
      return key !== "archived";
    }
  });
  function keep(open: boolean) {
    setOpen(open);
    try {
      localStorage.setItem(name, open ? "open" : "shut");
    } catch {
      // Then it is as before at the next start.
    }
  }
  return [isOpen, keep];
}
