import { useCallback } from "react";
import { useText } from "../i18n";
import type { Id } from "../model/types";
import { Question } from "../parts/Question";
import { toast } from "../parts/toasts";
import { navigate } from "../shell/route";
import { useAnswer } from "../shell/useAnswer";
import { useWork } from "../shell/useWork";
import { actions, api, useRoom } from "../state";
import { nameOf } from "./name";

export default function LeaveRoom({ roomId, onClose }: { roomId: Id; onClose: () => void }) {
  const t = useText();
  const room = useRoom(roomId);
  const work = useWork();
  const heir = useAnswer(useCallback((signal: AbortSignal) => api.leaving(roomId, signal), [roomId])).value
    ?.heir;
  if (room === null) return null;
  const name = nameOf(room, t);
  async function leave() {
    const done = await work.run(() => actions.leaveRoom(roomId));
    onClose();
    if (!done) return;
    toast.done(t.rooms.left(name));
    if (location.pathname.startsWith(`/rooms/${roomId}`)) navigate("/", { replace: true });
  }
  return (
    <Question
      busy={work.busy}
      danger
      onClose={onClose}
      onYes={leave}
      title={t.rooms.leaveTitle(name)}
      verb={t.rooms.leave}
    >
      {room.open ? t.rooms.leaveTextOpen : t.rooms.leaveText}
      {heir && ` ${t.rooms.leaveHeir(heir.name)}`}
    </Question>
  );
}
