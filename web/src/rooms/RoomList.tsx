import { Suspense, useMemo, useRef, useState } from "react";
import { Button as AriaButton } from "react-aria-components/Button";
import { DownIcon, SearchIcon } from "../design/icons";
import { type Text, useText } from "../i18n";
import type { Id, RoomCard } from "../model/types";
import { Count } from "../parts/Badge";
import { cx } from "../parts/cx";
import { lazyPart } from "../parts/lazyPart";
import { openDialog } from "../shell/dialogs";
import { useIsPhone } from "../shell/media";
import { useMay } from "../shell/useMay";
import { useRooms, useSettings } from "../state";
import { type GroupKey, groupsOf, isOwn, isUnread, type RoomGroup, sectionName } from "./groups";
import styles from "./RoomList.module.css";
import { RoomRow } from "./RoomRow";
import { pressRowKey } from "./rowKeys";
import { NoRooms, StartMenu } from "./StartMenu";
import { useHeld, useSteady } from "./useSteady";

/** Only for whoever answers for guests. */
const GuestNotices = lazyPart(() => import("../guests/GuestNotices"));
const RoomSheet = lazyPart(() => import("./RoomSheet"));
const HandoverNotice = lazyPart(() => import("../handover/HandoverNotice"));

/** All my rooms. `here`: the one on screen. */
export function RoomList({ here }: { here: Id | null }) {
  const t = useText();
  const latest = useRooms();
  const may = useMay();
  const [isPointedAt, setPointedAt] = useState(false);
  const rooms = useSteady(latest, isPointedAt);
  const isPhone = useIsPhone();
  const { density } = useSettings();
  const held = useHeld(rooms, here);
  const [onlyUnread, setOnlyUnread] = useState(false);
  const [pressed, setPressed] = useState<RoomCard | null>(null);
  // Each room stands once, at the place one knows it by; what is unread can be shown alone.
  const groups = useMemo(() => {
    const shown = onlyUnread ? rooms.filter((room) => isUnread(room) || held.has(room.id)) : rooms;
    return groupsOf(shown, held).filter(({ key }) => key !== "unread");
  }, [rooms, held, onlyUnread]);
  const waiting = rooms.filter(isUnread).length;
  const isTall = isPhone || density === "standard";
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
        {(waiting > 0 || onlyUnread) && (
          <AriaButton
            aria-pressed={onlyUnread}
            className={cx(styles.filter, onlyUnread && styles.filtered)}
            onPress={() => setOnlyUnread(!onlyUnread)}
          >
            {onlyUnread ? t.rooms.showAll : t.rooms.onlyUnread(waiting)}
          </AriaButton>
        )}
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
          onlyUnread ? (
            <p className={styles.nothing}>{t.shell.allReadTitle}</p>
          ) : (
            <NoRooms />
          )
        ) : (
          groups.map((group) => (
            <Group group={group} here={here} key={group.key} onLongPress={setPressed} tall={isTall} />
          ))
        )}
      </div>
      {pressed && (
        <Suspense>
          <RoomSheet onClose={() => setPressed(null)} room={pressed} />
        </Suspense>
      )}
    </>
  );
}

interface GroupProps {
  group: RoomGroup;
  here: Id | null;
  tall: boolean;
  onLongPress: (room: RoomCard) => void;
}

function Group({ group, here, tall, onLongPress }: GroupProps) {
  const t = useText();
  const [isOpen, setOpen] = useKeptOpen(group.key);
  const unread = group.rooms.filter(isUnread).length;
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
          {!isOpen && <Count n={unread} />}
        </AriaButton>
      </h2>
      {isOpen && (
        <ul>
          {group.rooms.map((room) => (
            <RoomRow
              id={room.id}
              isHere={room.id === here}
              key={room.id}
              onLongPress={onLongPress}
              tall={tall}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

function groupName(key: GroupKey, t: Text): string {
  return isOwn(key) ? t.rooms[key] : sectionName(key);
}

const isFolded = (key: GroupKey) => key === "archived" || key === "quiet";

function useKeptOpen(key: GroupKey): [boolean, (open: boolean) => void] {
  const name = `kairan.group.${key}`;
  const [isOpen, setOpen] = useState(() => {
    try {
      return (localStorage.getItem(name) ?? (isFolded(key) ? "shut" : "open")) === "open";
    } catch {
      return !isFolded(key);
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
