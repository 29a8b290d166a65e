/** How the map looks: the outline of municipalities, tiles where there are any, and the marks on top. */
import type { FilterSpecification, LayerSpecification, StyleSpecification } from "maplibre-gl";
import type { Features, MultiPolygon, Point } from "./outline";

export interface MapColours {
  readonly sea: string;
  readonly land: string;
  readonly line: string;
  readonly ink: string;
  readonly open: string;
  readonly full: string;
  readonly report: string;
  readonly person: string;
}

/** What stands on a map: a shelter as it is, a report from the field, or somebody who shows where they are. */
export interface MapMark {
  readonly id: string;
  readonly look: "open" | "full" | "closed" | "none" | "report" | "person";
  readonly name: string;
  /** Beside it, from the middle distances on; empty: nothing. */
  readonly label: string;
  readonly latitude: number;
  readonly longitude: number;
}

export const MARKS = "marks";
export const MARK_LAYER = "mark";
export const HAZARD_LAYER = "hazard";
const NAMES_FROM = 7;
const LABELS_FROM = 10;

/** The colours of the theme as it is now. */
export function coloursOf(root: HTMLElement): MapColours {
  const style = getComputedStyle(root);
  const of = (name: string, otherwise: string) => style.getPropertyValue(name).trim() || otherwise;
  return {
    sea: of("--paper-rail", "#eceff5"),
    land: of("--paper", "#ffffff"),
    line: of("--line-strong", "#858c98"),
    ink: of("--ink", "#1a1a1c"),
    open: of("--accent", "#0017c1"),
    full: of("--danger", "#a90000"),
    report: of("--guest-line", "#b78f00"),
    person: of("--done-text", "#197a4b"),
  };
}

export interface StyleOf {
  readonly areas: Features<MultiPolygon>;
  readonly names: Features<Point>;
  readonly credit: string;
  readonly tiles: { readonly path: string; readonly credit: string } | null;
  readonly colours: MapColours;
}

export function styleOf({ areas, names, credit, tiles, colours }: StyleOf): StyleSpecification {
  const style: StyleSpecification = {
    version: 8,
    sources: {
      areas: { type: "geojson", data: areas as never, attribution: credit },
      names: { type: "geojson", data: names as never },
      [MARKS]: { type: "geojson", data: { type: "FeatureCollection", features: [] } },
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": colours.sea } },
      ...(tiles === null ? [landOf(colours)] : [TILE_LAYER]),
      hazardsOf(colours),
      linesOf(colours, tiles !== null),
      ...(tiles === null ? [namesOf(colours)] : []),
      marksOf(colours),
      labelsOf(colours),
    ],
  };
  if (tiles !== null) {
    style.sources.tiles = {
      type: "raster",
      tiles: [new URL(tiles.path, location.origin).href.replaceAll("%7B", "{").replaceAll("%7D", "}")],
      tileSize: 256,
      maxzoom: 18,
      attribution: escaped(tiles.credit),
    };
  }
  return style;
}

const TILE_LAYER: LayerSpecification = { id: "tiles", type: "raster", source: "tiles" };

function landOf({ land }: MapColours): LayerSpecification {
  return { id: "land", type: "fill", source: "areas", paint: { "fill-color": land } };
}

/** Municipalities for which warnings are in force; the list beside the map says which. */
function hazardsOf({ full }: MapColours): LayerSpecification {
  return {
    id: HAZARD_LAYER,
    type: "fill",
    source: "areas",
    filter: areasOf([]),
    paint: { "fill-color": full, "fill-opacity": 0.22 },
  };
}

export function areasOf(codes: readonly string[]): FilterSpecification {
  return ["in", ["get", "code"], ["literal", [...codes]]];
}

function linesOf({ line }: MapColours, isFaint: boolean): LayerSpecification {
  const width = isFaint ? 0.5 : 0.8;
  return {
    id: "lines",
    type: "line",
    source: "areas",
    paint: { "line-color": line, "line-width": width, "line-opacity": isFaint ? 0.5 : 0.8 },
  };
}

function namesOf({ ink, land }: MapColours): LayerSpecification {
  return {
    id: "names",
    type: "symbol",
    source: "names",
    minzoom: NAMES_FROM,
    layout: { "text-field": ["get", "name"], "text-size": 12, "text-padding": 4 },
    paint: { "text-color": ink, "text-halo-color": land, "text-halo-width": 1.5, "text-opacity": 0.75 },
  };
}

/** Full is larger with a thick edge, closed is hollow: no colour alone says it. */
function marksOf({ open, full, report, person, land, ink }: MapColours): LayerSpecification {
  return {
    id: MARK_LAYER,
    type: "circle",
    source: MARKS,
    // What is open lies above what is not.
    layout: {
      "circle-sort-key": [
        "match",
        ["get", "look"],
        "report",
        4,
        "person",
        3,
        "full",
        3,
        "open",
        2,
        "closed",
        1,
        0,
      ],
    },
    paint: {
      "circle-radius": [
        "match",
        ["get", "look"],
        "full",
        9,
        "open",
        8,
        "report",
        7,
        "person",
        6,
        "closed",
        5,
        4,
      ],
      "circle-color": [
        "match",
        ["get", "look"],
        "full",
        full,
        "open",
        open,
        "report",
        report,
        "person",
        person,
        land,
      ],
      "circle-stroke-color": ["match", ["get", "look"], "full", ink, "open", land, "report", ink, ink],
      "circle-stroke-width": ["match", ["get", "look"], "full", 3, 1.5],
      "circle-opacity": ["match", ["get", "look"], "none", 0.6, 1],
    },
  };
}

function labelsOf({ ink, land }: MapColours): LayerSpecification {
  return {
    id: "labels",
    type: "symbol",
    source: MARKS,
    minzoom: LABELS_FROM,
    layout: {
      "text-field": ["get", "label"],
      "text-size": 13,
      "text-anchor": "left",
      "text-offset": [0.9, 0],
      "text-optional": true,
    },
    paint: { "text-color": ink, "text-halo-color": land, "text-halo-width": 2 },
  };
}

export function marksData(marks: readonly MapMark[]) {
  return {
    type: "FeatureCollection" as const,
    features: marks.map(({ id, look, name, label, latitude, longitude }) => ({
      type: "Feature" as const,
      properties: { id, look, name, label },
      geometry: { type: "Point" as const, coordinates: [longitude, latitude] },
    })),
  };
}

/** The map shows credits as HTML. */
function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
