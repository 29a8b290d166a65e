import { useCallback, useMemo, useState } from "react";
import type { HazardArea } from "../../api/generated";
import { Switch } from "../../parts/Choices";
import { Failed } from "../../parts/Failed";
import { SkeletonRows } from "../../parts/Skeleton";
import { useIsPhone } from "../../shell/media";
import { useAnswer } from "../../shell/useAnswer";
import shared from "../Emergency.module.css";
import MapCanvas from "../map/MapCanvas";
import { places } from "../places/api";
import placeStyles from "../places/Places.module.css";
import { useEvery } from "../places/useEvery";
import { incidents } from "./api";
import styles from "./Incidents.module.css";
import { byWarnings, type Group, type Spot, spotsOf } from "./mapMarks";
import { useIncidentWords } from "./words";

const AGAIN_MS = 10_000;
const HAZARDS_AGAIN_MS = 60_000;
const GROUPS: readonly Group[] = ["reports", "places", "people"];
const NONE: readonly HazardArea[] = [];

interface IncidentMapProps {
  id: string;
  /** On the wall: the map alone, for the chronology beside it says the same. */
  isBare?: boolean;
}

/** Reports, shelters, people and areas of warnings on a map, and a list beside it that says the same. */
export default function IncidentMap({ id, isBare = false }: IncidentMapProps) {
  const w = useIncidentWords();
  const isPhone = useIsPhone();
  const found = useAnswer(useCallback((signal: AbortSignal) => incidents.map(id, signal), [id]));
  const warned = useAnswer(useCallback((signal: AbortSignal) => incidents.hazards(id, signal), [id]));
  const tiles = useAnswer(useCallback((signal: AbortSignal) => places.tiles(signal), []));
  const [hidden, setHidden] = useState<readonly (Group | "hazards")[]>([]);
  const [chosen, setChosen] = useState<string | null>(null);
  const [isFailed, setFailed] = useState(false);
  useEvery(AGAIN_MS, found.again, true);
  useEvery(HAZARDS_AGAIN_MS, warned.again, true);
  const spots = useMemo(
    () =>
      (found.value === null ? [] : spotsOf(found.value, w)).filter(({ group }) => !hidden.includes(group)),
    [found.value, hidden, w],
  );
  const areas = hidden.includes("hazards") ? NONE : (warned.value?.areas ?? NONE);
  const codes = useMemo(() => areas.map(({ code }) => code), [areas]);
  if (found.value === null || (tiles.value === null && tiles.phase === "asking")) {
    return found.phase === "failed" ? <Failed onAgain={found.again} title={w.failed} /> : <SkeletonRows />;
  }
  const own = tiles.value === null || tiles.value.path === "" ? null : tiles.value;
  const canvas = isFailed ? (
    <p className={shared.note}>{isPhone ? w.mapFailedBelow : w.mapFailed}</p>
  ) : (
    <MapCanvas
      chosen={chosen}
      hazards={codes}
      label={w.mapLabel}
      marks={spots}
      onChoose={setChosen}
      onFailed={() => setFailed(true)}
      tiles={own}
    />
  );
  if (isBare) return canvas;
  const turn = (one: Group | "hazards") => (on: boolean) =>
    setHidden((before) => (on ? before.filter((each) => each !== one) : [...before, one]));
  return (
    <div className={placeStyles.map}>
      <div className={placeStyles.canvas} data-failed={isFailed}>
        {canvas}
      </div>
      <section aria-label={w.mapTitle} className={styles.beside}>
        <fieldset className={styles.field}>
          <legend>{w.mapShow}</legend>
          {([...GROUPS, "hazards"] as const).map((one) => (
            <Switch key={one} label={nameOf(one, w)} on={!hidden.includes(one)} onChange={turn(one)} />
          ))}
        </fieldset>
        {spots.length === 0 && <p className={styles.quiet}>{w.mapNone}</p>}
        {found.value.reports_without > 0 && (
          <p className={styles.quiet}>{w.mapWithout(found.value.reports_without)}</p>
        )}
        {GROUPS.map((group) => (
          <Spots chosen={chosen} group={group} key={group} onChoose={setChosen} spots={spots} />
        ))}
        <Hazards areas={areas} />
      </section>
    </div>
  );
}

function nameOf(one: Group | "hazards", w: ReturnType<typeof useIncidentWords>): string {
  return { reports: w.mapReports, places: w.mapPlaces, people: w.mapPeople, hazards: w.mapHazards }[one];
}

interface SpotsProps {
  group: Group;
  spots: readonly Spot[];
  chosen: string | null;
  onChoose: (id: string) => void;
}

function Spots({ group, spots, chosen, onChoose }: SpotsProps) {
  const w = useIncidentWords();
  const own = spots.filter((one) => one.group === group);
  if (own.length === 0) return null;
  return (
    <section aria-label={nameOf(group, w)}>
      <h2 className={styles.heading}>
        {nameOf(group, w)} {w.countOf(own.length)}
      </h2>
      <ul className={styles.rows}>
        {own.map(({ id, look, name, said }) => (
          <li className={placeStyles.point} data-chosen={id === chosen} key={id}>
            <button
              aria-pressed={id === chosen}
              className={placeStyles.pointName}
              onClick={() => onChoose(id)}
              type="button"
            >
              <span aria-hidden="true" className={placeStyles.dot} data-look={look} />
              <span>
                {name}
                <span className={placeStyles.pointState}>{said}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Hazards({ areas }: { areas: readonly HazardArea[] }) {
  const w = useIncidentWords();
  if (areas.length === 0) return null;
  return (
    <section aria-label={w.mapHazards}>
      <h2 className={styles.heading}>{w.mapHazards}</h2>
      <ul className={styles.rows}>
        {byWarnings(areas).map(({ warnings, names }) => (
          <li className={styles.hazard} key={warnings}>
            <strong>{warnings}</strong>
            <span className={styles.quiet}>{names}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
