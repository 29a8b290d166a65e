import { Suspense, useEffect, useState } from "react";
import { ClockIcon, WarningIcon } from "../design/icons";
import { useBilingual } from "../i18n/useBilingual";
import type { Id, RoomCard } from "../model/types";
import { Button } from "../parts/Button";
import { lazyPart } from "../parts/lazyPart";
import { toast } from "../parts/toasts";
import { hearPlanned, useMe } from "../state";
import { usePlanned } from "./planned";
import { words } from "./sendWords";
import type { Composing } from "./useComposer";

const PlanDialog = lazyPart(() => import("./PlanDialog"));

/** Above the field: what waits for its time in this conversation, and what could not be sent. */
export default function PlannedLine(props: { room: RoomCard; root: Id | null; composing: Composing }) {
  const w = useBilingual(words);
  const { person } = useMe();
  const planned = usePlanned(person.id, props.room.id, props.root);
  const [isOpen, setOpen] = useState(false);
  useEffect(() => hearPlanned((isRefused) => isRefused && toast.news(w.wasRefused)), [w]);
  const refused = planned.filter(({ refusal }) => refusal !== null).length;
  if (planned.length === 0 && !isOpen) return null;
  return (
    <>
      <div>
        <Button
          icon={refused > 0 ? <WarningIcon size={16} /> : <ClockIcon size={16} />}
          look="quiet"
          onPress={() => setOpen(true)}
          small
        >
          {refused > 0 ? w.refused(refused) : w.waiting(planned.length)}
        </Button>
      </div>
      {isOpen && (
        <Suspense>
          <PlanDialog {...props} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
