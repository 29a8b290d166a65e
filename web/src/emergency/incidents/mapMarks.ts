/** What stands on the map of an incident, and what the list beside it says of the same. */
import type { HazardArea, IncidentMap, MapReport, PlacePoint } from "../../api/generated";
import { clockOf } from "../../i18n/time";
import type { MapMark } from "../map/style";
import type { IncidentWords } from "./words";

export type Group = "reports" | "places" | "people";

export interface Spot extends MapMark {
  readonly group: Group;
  /** Under its name in the list. */
  readonly said: string;
}

const SHORT = 40;

export function spotsOf(found: IncidentMap, w: IncidentWords): readonly Spot[] {
  return [
    ...found.reports.map((one) => ofReport(one, w)),
    ...found.places.map((one) => ofPlace(one, w)),
    ...found.people.map(
      (one): Spot => ({
        id: `person-${one.member_id}`,
        group: "people",
        look: "person",
        name: one.name,
        label: one.name,
        said: [one.department, w.mapAt(clockOf(one.at))].filter(Boolean).join("　"),
        latitude: one.latitude,
        longitude: one.longitude,
      }),
    ),
  ];
}

function ofReport(one: MapReport, w: IncidentWords): Spot {
  const text = one.text.length > SHORT ? `${one.text.slice(0, SHORT)}…` : one.text;
  const name = one.damage === null ? text : w.damages[one.damage];
  const said = [
    w.number(one.number),
    clockOf(one.happened_at),
    one.severity !== null && w.severities[one.severity],
    one.status !== null && w.statuses[one.status],
    one.place,
    one.damage !== null && text,
  ];
  return {
    id: `report-${one.number}`,
    group: "reports",
    look: "report",
    name,
    label: one.damage === null ? one.place : `${name} ${w.number(one.number)}`,
    said: said.filter(Boolean).join("　"),
    latitude: one.latitude,
    longitude: one.longitude,
  };
}

function ofPlace(one: PlacePoint, w: IncidentWords): Spot {
  const state = one.state === null ? "" : w.placeStates[one.state];
  const people = one.people === null || one.state === "closed" ? "" : w.peopleCount(one.people);
  return {
    id: `place-${one.id}`,
    group: "places",
    look: one.state ?? "none",
    name: one.name,
    label: one.state === "closed" ? "" : `${one.name} ${people}`.trim(),
    said: [state, people].filter(Boolean).join("　"),
    latitude: one.latitude,
    longitude: one.longitude,
  };
}

/** Municipalities by their warnings: most have the same. */
export function byWarnings(areas: readonly HazardArea[]): readonly { warnings: string; names: string }[] {
  const found = new Map<string, Set<string>>();
  for (const { warnings, name } of areas) {
    const key = warnings.join("・");
    found.set(key, (found.get(key) ?? new Set()).add(name));
  }
  return [...found].map(([warnings, names]) => ({ warnings, names: [...names].join("、") }));
}
