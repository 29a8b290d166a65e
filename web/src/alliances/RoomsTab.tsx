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
import { OpenRoom } from "./OpenRoom";
import { useWords } from "./words";

const ALL = "*";

/** The list of rooms one may join, which nobody keeps by hand. */
export function RoomsTab({ view: { card, limits } }: { view: AllianceView }) {
  const w = useWords();
  const may = useMay();
  const [typed, setTyped] = useState("");
  const [theme, setTheme] = useState(ALL);
  const [isOpening, setOpening] = useState(false);
  const q = useSettled(typed.trim());
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
        {card.is_sent && may("create_room") && (
          <Button icon={<PlusIcon size={18} />} look="primary" onPress={() => setOpening(true)}>
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
        row={(room) => <Row allianceId={card.id} key={room.id} room={room} />}
      />
      {isOpening && (
        <OpenRoom
          allianceId={card.id}
          bodies={card.bodies}
          classMost={limits.class_most}
          onClose={() => setOpening(false)}
        />
      )}
    </>
  );
}

function Row({ allianceId, room }: { allianceId: string; room: AllianceRoom }) {
  const w = useWords();
  const t = useText();
  const now = useNow();
  const work = useWork();
  async function join() {
    const done = await work.run(() => alliances.join(allianceId, room.id));
    if (!done) return;
    toast.done(w.joined(room.name));
    navigate(roomPath(room.id));
  }
  return (
    <LineRow>
      <RowWords
        beside={
          <>
            {room.theme && <span className={styles.tag}>{room.theme}</span>}
            {!room.open && <span className={styles.count}>{w.closed}</span>}
          </>
        }
        name={room.name}
        second={room.purpose}
      >
        <span className={styles.second}>
          {facts(
            w.roomOf(room.members, room.bodies.join(t.talk.between)),
            w.classOf(room.room_class),
            room.active_at !== null && w.lastSaid(whenOf(room.active_at, now, t)),
          )}
        </span>
      </RowWords>
      {room.is_in ? (
        <Button aria-label={`${w.goTo}: ${room.name}`} onPress={() => navigate(roomPath(room.id))} small>
          {w.goTo}
        </Button>
      ) : (
        <Button aria-label={`${w.join}: ${room.name}`} busy={work.busy} onPress={join} small>
          {w.join}
        </Button>
      )}
    </LineRow>
  );
}
