import { useCallback, useState } from "react";
import type { AllianceRoom, AllianceView } from "../api/generated";
import { DoorIcon, PlusIcon } from "../design/icons";
import { useText } from "../i18n";
import { whenOf } from "../i18n/time";
import { List } from "../list/List";
import { facts, LineRow, RowWords } from "../list/Row";
import { useList } from "../list/useList";
import { Button } from "../parts/Button";
import { EmptyState } from "../parts/EmptyState";
import { SearchField } from "../parts/SearchField";
import { Select } from "../parts/Select";
import { toast } from "../parts/toasts";
import { navigate, roomPath } from "../shell/route";
import { useSettled } from "../shell/useAnswer";
import { useMay } from "../shell/useMay";
import { useNow } from "../shell/useNow";
import { useWork } from "../shell/useWork";
import styles from "./Alliances.module.css";
import { alliances } from "./api";
import { LeaveRooms } from "./LeaveRooms";
import { OpenRoom } from "./OpenRoom";
import { WeekLetterSection } from "./WeekLetterSection";
import { useWords } from "./words";

const ALL = "*";

/** The list of rooms one may join, which nobody keeps by hand. */
export function RoomsTab({ view }: { view: AllianceView }) {
  const w = useWords();
  const may = useMay();
  const [typed, setTyped] = useState("");
  const [theme, setTheme] = useState(ALL);
  const [open, setOpen] = useState<"room" | "leave" | null>(null);
  const q = useSettled(typed.trim());
  const { card } = view;
  const found = useList(
    "rooms",
    useCallback(
      (after: string | null, signal: AbortSignal) =>
        alliances.rooms(card.id, { q, after, ...(theme === ALL ? {} : { theme }) }, signal),
      [card.id, q, theme],
    ),
  );
  const themes = found.page?.themes ?? [];
  const isLooking = q !== "" || theme !== ALL;
  return (
    <>
      <div className={styles.tools}>
        <SearchField label={w.findRoom} onChange={setTyped} value={typed} />
        {themes.length > 0 && (
          <Select
            choices={[{ id: ALL, label: w.allThemes }, ...themes.map((each) => ({ id: each, label: each }))]}
            hideLabel
            label={w.theme}
            onChange={setTheme}
            value={theme}
          />
        )}
        <Button onPress={() => setOpen("leave")}>{w.leaveRooms}</Button>
        {view.may_open && may("create_room") && (
          <Button icon={<PlusIcon size={18} />} look="primary" onPress={() => setOpen("room")}>
            {w.newRoom}
          </Button>
        )}
      </div>
      <List
        empty={
          <EmptyState icon={<DoorIcon />} title={isLooking ? w.noHitTitle : w.noRoomsTitle}>
            {isLooking ? w.noHitText : w.noRoomsText}
          </EmptyState>
        }
        failed={w.roomsFailed}
        found={found}
        row={(room) => <Row key={room.id} onChanged={found.restart} room={room} view={view} />}
      />
      {card.is_sent && <WeekLetterSection allianceId={card.id} />}
      {open === "room" && <OpenRoom onClose={() => setOpen(null)} view={view} />}
      {open === "leave" && (
        <LeaveRooms allianceId={card.id} onClose={() => setOpen(null)} onLeft={found.restart} />
      )}
    </>
  );
}

interface RowProps {
  view: AllianceView;
  room: AllianceRoom;
  onChanged: () => void;
}

function Row({ view, room, onChanged }: RowProps) {
  const w = useWords();
  const t = useText();
  const now = useNow();
  const work = useWork();
  const { id } = view.card;
  async function join() {
    const done = await work.run(() => alliances.join(id, room.id));
    if (!done) return;
    toast.done(w.joined(room.name));
    navigate(roomPath(room.id));
  }
  const pin = () =>
    work.run(async () => {
      await alliances.pin(id, room.id, { pinned: !room.pinned });
      onChanged();
    });
  const pinning = room.pinned ? w.unpin : w.pin;
  return (
    <LineRow>
      <RowWords beside={<Tags room={room} />} name={room.name} second={room.purpose}>
        <span className={styles.second}>
          {facts(
            w.roomOf(room.members, room.bodies.join(t.talk.between)),
            w.classOf(room.room_class),
            room.active_at !== null && w.lastSaid(whenOf(room.active_at, now, t)),
            room.unanswered > 0 && w.unanswered(room.unanswered),
          )}
        </span>
      </RowWords>
      <span className={styles.buttons}>
        {view.may_moderate && room.open && (
          <Button aria-label={`${pinning}: ${room.name}`} busy={work.busy} look="quiet" onPress={pin} small>
            {pinning}
          </Button>
        )}
        {room.is_in ? (
          <Button aria-label={`${w.goTo}: ${room.name}`} onPress={() => navigate(roomPath(room.id))} small>
            {w.goTo}
          </Button>
        ) : (
          <Button aria-label={`${w.join}: ${room.name}`} busy={work.busy} onPress={join} small>
            {w.join}
          </Button>
        )}
      </span>
    </LineRow>
  );
}

function Tags({ room }: { room: AllianceRoom }) {
  const w = useWords();
  const t = useText();
  return (
    <>
      {room.pinned && <span className={styles.pinned}>{w.pinned}</span>}
      {room.theme && <span className={styles.tag}>{room.theme}</span>}
      {room.style !== "talk" && <span className={styles.count}>{w.styles[room.style]}</span>}
      {room.writers !== "all" && <span className={styles.count}>{w.styles.announcement}</span>}
      {!room.open && <span className={styles.count}>{w.closed}</span>}
      {room.only_for.length > 0 && (
        <span className={styles.count}>{w.onlyFor(room.only_for.join(t.talk.between))}</span>
      )}
    </>
  );
}
