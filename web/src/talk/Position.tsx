import { PlaceIcon } from "../design/icons";
import { useBilingual } from "../i18n/useBilingual";
import { type Point, saidOf } from "../model/geo";
import { openDialog } from "../shell/dialogs";
import styles from "./Body.module.css";
import { words } from "./positionWords";

/** A point that was written: pressed, it is shown on the map. */
export default function Position({ point, tabIndex }: { point: Point; tabIndex: number | undefined }) {
  const w = useBilingual(words);
  const place = saidOf(point);
  return (
    <button
      aria-label={w.open(place)}
      className={styles.path}
      onClick={() => openDialog({ kind: "position", point })}
      tabIndex={tabIndex}
      type="button"
    >
      <PlaceIcon className={styles.pathIcon} size={14} />
      {w.about(place, point.accuracy)}
    </button>
  );
}
