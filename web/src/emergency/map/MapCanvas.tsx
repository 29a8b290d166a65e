import {
  AttributionControl,
  GeoJSONSource,
  Map as MapLibre,
  NavigationControl,
  ScaleControl,
  setWorkerUrl,
} from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import { useEffect, useRef, useState } from "react";
import outlineUrl from "../../../../src/kairan/emergency/maps/japan.json?url";
import styles from "./Map.module.css";
import { featuresOf, type Outline } from "./outline";
import {
  areasOf,
  coloursOf,
  HAZARD_LAYER,
  MARK_LAYER,
  MARKS,
  type MapMark,
  marksData,
  styleOf,
} from "./style";

// Its worker is a file of ours: the content security policy takes none from elsewhere, and none made on the way.
setWorkerUrl(workerUrl);

const JAPAN: [[number, number], [number, number]] = [
  [127.5, 30.5],
  [146.5, 45.7],
];
const CLOSE = 13;
const NONE: readonly string[] = [];

interface MapCanvasProps {
  label: string;
  marks: readonly MapMark[];
  /** Codes of the municipalities for which warnings are in force. */
  hazards?: readonly string[];
  /** The mark that is looked at in the list: the map goes there. */
  chosen: string | null;
  onChoose: (id: string) => void;
  tiles: { readonly path: string; readonly credit: string } | null;
  onFailed: () => void;
}

/** A map of marks. Without tiles it shows the outline of the municipalities; nothing is asked of anybody else. */
export default function MapCanvas(props: MapCanvasProps) {
  const { label, marks, hazards = NONE, chosen, onChoose, tiles, onFailed } = props;
  const box = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<MapLibre | null>(null);
  const shown = useRef({ marks, onChoose, onFailed });
  shown.current = { marks, onChoose, onFailed };
  const path = tiles?.path ?? "";
  const credit = tiles?.credit ?? "";

  useEffect(() => {
    const giveUp = new AbortController();
    let made: MapLibre | null = null;
    const make = async () => {
      const answer = await fetch(outlineUrl, { signal: giveUp.signal });
      const outline: Outline = await answer.json();
      if (giveUp.signal.aborted || box.current === null) return;
      made = mapIn(box.current, outline, path === "" ? null : { path, credit }, label);
      made.on("load", () => setMap(made));
      made.on("click", MARK_LAYER, ({ features }) => {
        const id = features?.[0]?.properties.id;
        if (typeof id === "string") shown.current.onChoose(id);
      });
    };
    make().catch(() => {
      if (!giveUp.signal.aborted) shown.current.onFailed();
    });
    return () => {
      giveUp.abort();
      setMap(null);
      made?.remove();
    };
  }, [path, credit, label]);

  useEffect(() => {
    if (map === null) return;
    const source = map.getSource(MARKS);
    if (source instanceof GeoJSONSource) void source.setData(marksData(marks));
  }, [map, marks]);

  useEffect(() => {
    map?.setFilter(HAZARD_LAYER, areasOf(hazards));
  }, [map, hazards]);

  useEffect(() => {
    if (map !== null) showAll(map, shown.current.marks);
  }, [map]);

  useEffect(() => {
    const mark = shown.current.marks.find(({ id }) => id === chosen);
    if (map === null || mark === undefined) return;
    const center: [number, number] = [mark.longitude, mark.latitude];
    map.easeTo({ center, zoom: Math.max(map.getZoom(), CLOSE) });
  }, [map, chosen]);

  return <div className={styles.canvas} ref={box} />;
}

function mapIn(
  container: HTMLElement,
  outline: Outline,
  tiles: { path: string; credit: string } | null,
  label: string,
): MapLibre {
  const map = new MapLibre({
    container,
    style: styleOf({
      ...featuresOf(outline),
      credit: outline.source,
      tiles,
      colours: coloursOf(document.documentElement),
    }),
    bounds: JAPAN,
    minZoom: 3,
    maxZoom: 18,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    locale: { "Map.Title": label },
  });
  map.addControl(new NavigationControl({ showCompass: false }));
  map.addControl(new ScaleControl({}), "top-left");
  map.addControl(new AttributionControl({ compact: true }));
  map.touchZoomRotate.disableRotation();
  return map;
}

/** Go to where the marks are; all of Japan where there are none. */
function showAll(map: MapLibre, marks: readonly MapMark[]): void {
  if (marks.length === 0) return;
  const east = marks.map(({ longitude }) => longitude);
  const north = marks.map(({ latitude }) => latitude);
  map.fitBounds(
    [
      [Math.min(...east), Math.min(...north)],
      [Math.max(...east), Math.max(...north)],
    ],
    { padding: 48, maxZoom: CLOSE, animate: false },
  );
}
