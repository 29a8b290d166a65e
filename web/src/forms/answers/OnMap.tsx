import type { PointShown } from "../../api/generated";
import { PlaceIcon } from "../../design/icons";
import { useBilingual } from "../../i18n/useBilingual";
import { Button } from "../../parts/Button";
import { openDialog } from "../../shell/dialogs";
import styles from "./Answers.module.css";

const words = { ja: { open: "地図で見る" }, en: { open: "Show on the map" } };

/** Behind a position that was answered: the map comes when it is asked for, and is not on paper. */
export function OnMap({ point }: { point: PointShown | null }) {
  const w = useBilingual(words);
  if (point === null) return null;
  return (
    <span className={styles.onMap}>
      <Button
        icon={<PlaceIcon size={18} />}
        look="quiet"
        onPress={() => openDialog({ kind: "position", point: { ...point, accuracy: null } })}
        small
      >
        {w.open}
      </Button>
    </span>
  );
}
