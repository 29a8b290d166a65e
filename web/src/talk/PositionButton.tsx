import { useState } from "react";
import { PlaceIcon } from "../design/icons";
import { useBilingual } from "../i18n/useBilingual";
import { geoOf } from "../model/geo";
import { ownPosition } from "../net/ownPosition";
import { IconButton } from "../parts/IconButton";
import { toast } from "../parts/toasts";
import { words } from "./positionWords";
import type { Composing } from "./useComposer";

/** Writes where one is into the field; it is sent when one sends. */
export default function PositionButton({ composing }: { composing: Composing }) {
  const w = useBilingual(words);
  const [isAsking, setAsking] = useState(false);
  const insert = async () => {
    setAsking(true);
    const point = await ownPosition();
    setAsking(false);
    if (point === null) return toast.news(w.none);
    const { text } = composing.draft;
    const lead = text === "" || text.endsWith("\n") ? text : `${text}\n`;
    composing.write(`${lead}${w.here} ${geoOf(point)}`);
  };
  return (
    <IconButton
      isDisabled={isAsking}
      label={w.button}
      onPress={() => void insert()}
      preventFocusOnPress
      small
    >
      <PlaceIcon size={18} />
    </IconButton>
  );
}
