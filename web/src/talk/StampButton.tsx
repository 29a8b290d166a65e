import { Suspense, useRef, useState } from "react";
import { StampIcon } from "../design/icons";
import { useBilingual } from "../i18n/useBilingual";
import type { Id, RoomCard } from "../model/types";
import { IconButton } from "../parts/IconButton";
import { lazyPart } from "../parts/lazyPart";
import { actions } from "../state";
import { words } from "./stampWords";

const load = () => import("./StampPicker");
const StampPicker = lazyPart(load);

/** Beside the field one writes in: what one has typed stays. */
export default function StampButton({ room, root }: { room: RoomCard; root: Id | null }) {
  const w = useBilingual(words);
  const trigger = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <IconButton label={w.button} onHoverStart={load} onPress={() => setOpen(true)} ref={trigger} small>
        <StampIcon size={18} />
      </IconButton>
      {isOpen && (
        <Suspense>
          <StampPicker
            onClose={() => setOpen(false)}
            onPick={(stamp) => actions.sendStamp(room.id, root, stamp)}
            triggerRef={trigger}
          />
        </Suspense>
      )}
    </>
  );
}
