import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import { Button as AriaButton } from "react-aria-components/Button";
import {
  AddPersonIcon,
  DoorIcon,
  DownIcon,
  PeopleIcon,
  PlusIcon,
  SearchIcon,
  TalkIcon,
} from "../design/icons";
import { type Text, text, useText } from "../i18n";
import type { Id, RoomCard } from "../model/types";
import { Count } from "../parts/Badge";
import { Button } from "../parts/Button";
import { cx } from "../parts/cx";
import { EmptyState } from "../parts/EmptyState";
import { MenuButton } from "../parts/Menu";
import { toast } from "../parts/toasts";
import { openDialog } from "../shell/dialogs";
import { Link } from "../shell/Link";
import { useIsPhone } from "../shell/media";
import { navigate } from "../shell/route";
import { actions, useRooms } from "../state";
import { type GroupKey, groupsOf, isUnread, type RoomGroup } from "./groups";
import styles from "./RoomList.module.css";
import { RoomRow } from "./RoomRow";

/** All my rooms. `here`: the one on screen. */
export function RoomList({ here }: { here: Id | null }) {
  const t = useText();
  const latest = useRooms();
  const [isPointedAt, setPointedAt] = useState(false);
  const rooms = useSteady(latest, isPointedAt);
  const isPhone = useIsPhone();
  const held = useHeld(rooms, here);
  const groups = useMemo(
    // A phone has a place of its own for what is unread.
    () => groupsOf(rooms, held).filter(({ key }) => !isPhone || key !== "unread"),
    [rooms, held, isPhone],
  );
  const list = useRef<HTMLDivElement>(null);

  return (
    <>
      <header className={styles.head}>
        <h1 className={styles.title}>{t.rooms.title}</h1>
        <MenuButton
          actions={[
            {
              id: "talk",
              label: t.rooms.newTalk,
              icon: <AddPersonIcon size={18} />,
              keys: "Alt N",
              onAction: newTalk,
            },
            { id: "room", label: t.rooms.newRoom, icon: <PeopleIcon size={18} />, onAction: newRoom },
            {
              id: "open",
              label: t.rooms.openRooms,
              icon: <DoorIcon size={18} />,
              apart: true,
              onAction: openRooms,
            },
          ]}
          label={t.rooms.newThing}
        >
          <PlusIcon />
        </MenuButton>
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
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrows move between the links, which remain links. */}
      <div
        className={styles.scroll}
        onKeyDown={(event) => pressKey(event, list.current, rooms)}
        onPointerEnter={({ pointerType }) => setPointedAt(pointerType === "mouse")}
        onPointerLeave={() => setPointedAt(false)}
        ref={list}
      >
        {groups.length === 0 ? (
          <EmptyState
            action={
              <>
                <Button look="primary" onPress={newRoom}>
                  {t.rooms.noRoomsAction}
                </Button>
                <Button onPress={openRooms}>{t.rooms.openRooms}</Button>
              </>
            }
            compact
            icon={<TalkIcon />}
            title={t.rooms.noRoomsTitle}
          >
            {t.rooms.noRoomsText}
          </EmptyState>
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

/** More than this would push the rooms one knows by their place off the screen; the rest has a page. */
const UNREAD_SHOWN = 5;

function groupName(key: GroupKey, t: Text): string {
  return t.rooms[key];
}

const newTalk = () => openDialog({ kind: "new-talk" });
const newRoom = () => openDialog({ kind: "new-room" });
const openRooms = () => navigate("/rooms/open");

/** Rooms that were unread when they were opened, as long as one stays. */
function useHeld(rooms: readonly RoomCard[], here: Id | null): ReadonlySet<Id> {
  const [held, setHeld] = useState<ReadonlySet<Id>>(NONE);
  const latest = useRef(rooms);
  latest.current = rooms;
  useEffect(() => {
    const room = latest.current.find((each) => each.id === here);
    setHeld(room && isUnread(room) ? new Set([room.id]) : NONE);
  }, [here]);
  return held;
}

const NONE: ReadonlySet<Id> = new Set();

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

/** While one points at a row, no other may slip under the pointer: new rooms come first, the rest stays. */
function useSteady(rooms: readonly RoomCard[], isHeld: boolean): readonly RoomCard[] {
  const [order, setOrder] = useState<readonly Id[]>([]);
  const present = useRef(rooms);
  present.current = rooms;
  useEffect(() => {
    if (isHeld) setOrder(present.current.map(({ id }) => id));
  }, [isHeld]);
  return useMemo(() => (isHeld && order.length > 0 ? inOrder(rooms, order) : rooms), [rooms, order, isHeld]);
}

function inOrder(rooms: readonly RoomCard[], order: readonly Id[]): readonly RoomCard[] {
  const place = new Map(order.map((id, i) => [id, i]));
  return [...rooms].sort((a, b) => (place.get(a.id) ?? -1) - (place.get(b.id) ?? -1));
}

function pressKey(event: KeyboardEvent, list: HTMLElement | null, rooms: readonly RoomCard[]) {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key.toLowerCase() === "m") markRead(event.target, rooms);
  else moveBetweenRows(event, list);
}

function markRead(row: EventTarget, rooms: readonly RoomCard[]) {
  const id = row instanceof HTMLElement ? row.dataset.row : undefined;
  const room = rooms.find((each) => each.id === id);
  if (room && isUnread(room)) {
    actions.markAllRead(room.id).catch((error: unknown) => toast.problem(error, text().shell.failed));
  }
}

function moveBetweenRows(event: KeyboardEvent, list: HTMLElement | null) {
  const step = STEPS[event.key];
  if (step === undefined || list === null) return;
  const rows = [...list.querySelectorAll<HTMLElement>("[data-row]")];
  const at = document.activeElement instanceof HTMLElement ? rows.indexOf(document.activeElement) : -1;
  if (at === -1) return;
  event.preventDefault();
  rows[step === "first" ? 0 : step === "last" ? rows.length - 1 : at + step]?.focus();
}

const STEPS: Readonly<Record<string, number | "first" | "last">> = {
  ArrowDown: 1,
  ArrowUp: -1,
  Home: "first",
  End: "last",
};
