import { type ReactNode, Suspense, useState } from "react";
import type { Id, RoomCard } from "../model/types";
import { lazyPart } from "../parts/lazyPart";
import { useMe, useSettings } from "../state";
import { agree, checkBefore, type SendCheck } from "./sendChecks";
import type { Composing } from "./useComposer";

const SendQuestion = lazyPart(() => import("./SendQuestion"));
const PlanDialog = lazyPart(() => import("./PlanDialog"));

/** The same composer, whose message goes only after what is to be asked was answered. */
export function useSendCheck(
  room: RoomCard,
  root: Id | null,
  composing: Composing,
): { checked: Composing; question: ReactNode } {
  const { person } = useMe();
  const settings = useSettings();
  const [check, setCheck] = useState<SendCheck | null>(null);
  const close = () => setCheck(null);

  function sendNow() {
    agree(room, person, Date.now());
    close();
    composing.send();
  }

  function send() {
    if (!composing.maySend || composing.edited !== null) return composing.send();
    const found = checkBefore(room, composing.draft, person, settings, Date.now());
    if (found === null) sendNow();
    else setCheck(found);
  }

  const question =
    check === null ? null : (
      <Suspense>
        {check === "night" ? (
          <PlanDialog composing={composing} onClose={close} onSendNow={sendNow} room={room} root={root} />
        ) : (
          <SendQuestion check={check} onClose={close} onYes={sendNow} room={room} />
        )}
      </Suspense>
    );
  return { checked: { ...composing, send }, question };
}
