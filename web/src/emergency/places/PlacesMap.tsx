import { useCallback, useMemo, useState } from "react";
import type { PlacePoint } from "../../api/generated";
import { Button } from "../../parts/Button";
import { Switch } from "../../parts/Choices";
import { Failed } from "../../parts/Failed";
import { SkeletonRows } from "../../parts/Skeleton";
import { useIsPhone } from "../../shell/media";
import { useAnswer } from "../../shell/useAnswer";
import shared from "../Emergency.module.css";
import MapCanvas from "../map/MapCanvas";
import type { MapMark } from "../map/style";
import { places } from "./api";
import styles from "./Places.module.css";
import { useEvery } from "./useEvery";
import { type PlaceWords, useWords } from "./words";

const AGAIN_MS = 15_000;

interface PlacesMapProps {
  isDrill: boolean;
  onOpen: (id: string) => void;
}

/** The places on a map, and a list beside it that says the same. */
export default function PlacesMap({ isDrill, onOpen }: PlacesMapProps) {
  const w = useWords();
  const isPhone = useIsPhone();
  const found = useAnswer(useCallback((signal: AbortSignal) => places.points(isDrill, signal), [isDrill]));
  const tiles = useAnswer(useCallback((signal: AbortSignal) => places.tiles(signal), []));
  const [all, setAll] = useState(true);
  const [chosen, setChosen] = useState<string | null>(null);
  const [isFailed, setFailed] = useState(false);
  useEvery(AGAIN_MS, found.again, true);
  const points = useMemo(
    () => (found.value?.points ?? []).filter(({ state }) => all || state === "open" || state === "full"),
    [found.value, all],
  );
  const marks = useMemo(() => points.map((one) => markOf(one, w)), [points, w]);
  if (found.value === null || (tiles.value === null && tiles.phase === "asking")) {
    return found.phase === "failed" ? <Failed onAgain={found.again} title={w.failed} /> : <SkeletonRows />;
  }
  const own = tiles.value === null || tiles.value.path === "" ? null : tiles.value;
  return (
    <div className={styles.map}>
      <div className={styles.canvas} data-failed={isFailed}>
        {isFailed ? (
          <p className={shared.note}>{isPhone ? w.mapFailedBelow : w.mapFailed}</p>
        ) : (
          <MapCanvas
            chosen={chosen}
            label={w.mapLabel}
            marks={marks}
            onChoose={setChosen}
            onFailed={() => setFailed(true)}
            tiles={own}
          />
        )}
      </div>
      <section aria-label={w.onMap} className={styles.beside}>
        <Switch label={w.showAll} on={all} onChange={setAll} />
        {found.value.without > 0 && <p className={shared.quiet}>{w.without(found.value.without)}</p>}
        <ul className={styles.points}>
          {points.map((one) => (
            <Point
              isChosen={one.id === chosen}
              key={one.id}
              onChoose={() => setChosen(one.id)}
              onOpen={() => onOpen(one.id)}
              one={one}
            />
          ))}
        </ul>
      </section>
    </div>
  );
}

interface PointProps {
  one: PlacePoint;
  isChosen: boolean;
  onChoose: () => void;
  onOpen: () => void;
}

function Point({ one, isChosen, onChoose, onOpen }: PointProps) {
  const w = useWords();
  return (
    <li className={styles.point} data-chosen={isChosen}>
      <button aria-pressed={isChosen} className={styles.pointName} onClick={onChoose} type="button">
        <span aria-hidden="true" className={styles.dot} data-look={one.state ?? "none"} />
        <span>
          {one.name}
          <span className={styles.pointState}>{saidOf(one, w)}</span>
        </span>
      </button>
      {isChosen && (
        <Button onPress={onOpen} small>
          {w.openPlace}
        </Button>
      )}
    </li>
  );
}

function saidOf({ state, people, capacity }: PlacePoint, w: PlaceWords): string {
  if (state === null) return w.noState;
  if (state === "closed") return w.state.closed;
  const count =
    people === null ? w.notCounted : capacity === null ? w.people(people) : w.peopleOf(people, capacity);
  return `${w.state[state]}　${count}`;
}

function markOf(one: PlacePoint, w: PlaceWords): MapMark {
  const { id, name, state, latitude, longitude } = one;
  const isOpen = state === "open" || state === "full";
  const count = one.people === null ? "" : ` ${w.people(one.people)}`;
  return { id, look: state ?? "none", name, label: isOpen ? `${name}${count}` : "", latitude, longitude };
}
