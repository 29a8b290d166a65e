import { Suspense, useState } from "react";
import { ClockIcon } from "../design/icons";
import { useBilingual } from "../i18n/useBilingual";
import type { Id, RoomCard } from "../model/types";
import { IconButton } from "../parts/IconButton";
import { lazyPart } from "../parts/lazyPart";
import { words } from "./sendWords";
import type { Composing } from "./useComposer";

const PlanDialog = lazyPart(() => import("./PlanDialog"));

/** For what is written now and to be read later. */
export default function PlanButton(props: { room: RoomCard; root: Id | null; composing: Composing }) {
  const w = useBilingual(words);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <IconButton label={w.later} onPress={() => setOpen(true)} small>
        <ClockIcon size={18} />
      </IconButton>
      {isOpen && (
        <Suspense>
          <PlanDialog {...props} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
