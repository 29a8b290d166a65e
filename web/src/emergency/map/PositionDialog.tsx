import { Suspense, useCallback, useMemo, useState } from "react";
import { useBilingual } from "../../i18n/useBilingual";
import { type Point, saidOf } from "../../model/geo";
import { Button } from "../../parts/Button";
import { copyText } from "../../parts/copy";
import { Dialog } from "../../parts/Dialog";
import { lazyPart } from "../../parts/lazyPart";
import { useAnswer } from "../../shell/useAnswer";
import { places } from "../places/api";
import styles from "./Map.module.css";
import type { MapMark } from "./style";

/** Heavy: it comes when a map is opened, and not with what is fetched ahead. */
const MapCanvas = lazyPart(() => import("./MapCanvas"));

const ja = {
  title: "位置",
  accuracy: (metres: number) => `誤差 約${metres.toLocaleString("ja")} m`,
  map: "位置を示す地図",
  failed: "この端末では地図を表示できません。緯度と経度は、次のとおりです。",
  copy: "緯度・経度をコピー",
  copied: "緯度・経度をコピーしました。",
};
const en: typeof ja = {
  title: "Position",
  accuracy: (metres) => `± ${metres.toLocaleString("en")} m`,
  map: "Map with the position",
  failed: "This device cannot show a map. Latitude and longitude are:",
  copy: "Copy latitude and longitude",
  copied: "Copied.",
};
const words = { ja, en };

/** A point of a message on the map; its numbers stand below, also where there is no map. */
export default function PositionDialog({ point, onClose }: { point: Point; onClose: () => void }) {
  const w = useBilingual(words);
  const place = saidOf(point);
  const tiles = useAnswer(useCallback((signal: AbortSignal) => places.tiles(signal), []));
  const [isFailed, setFailed] = useState(false);
  const own = tiles.value === null || tiles.value.path === "" ? null : tiles.value;
  const marks = useMemo(() => [markOf(point)], [point]);
  return (
    <Dialog
      actions={<Button onPress={() => void copyText(place, w.copied)}>{w.copy}</Button>}
      onClose={onClose}
      size="wide"
      title={w.title}
    >
      {isFailed && <p>{w.failed}</p>}
      {!isFailed && tiles.phase !== "asking" && (
        <div className={styles.inDialog}>
          <Suspense>
            <MapCanvas
              chosen="here"
              label={w.map}
              marks={marks}
              onChoose={() => undefined}
              onFailed={() => setFailed(true)}
              tiles={own}
            />
          </Suspense>
        </div>
      )}
      <p>
        {place}
        {point.accuracy !== null && `　${w.accuracy(point.accuracy)}`}
      </p>
    </Dialog>
  );
}

function markOf(point: Point): MapMark {
  const { latitude, longitude } = point;
  return { id: "here", look: "report", name: saidOf(point), label: "", latitude, longitude };
}
