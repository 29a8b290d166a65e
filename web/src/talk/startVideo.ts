/** A video meeting of the body's own system: its address is made, the room is told, and it opens. */
import type { VideoMeeting } from "../api/generated";
import { text } from "../i18n";
import type { Id } from "../model/types";
import { ask } from "../net/http";
import { toast } from "../parts/toasts";
import { api } from "../state";

export async function startVideo(room: Id): Promise<void> {
  const t = text();
  try {
    const path = `/api/rooms/${encodeURIComponent(room)}/video`;
    const { address } = await ask<VideoMeeting>("POST", path);
    const said = { text: `${t.talk.videoStarted}\n${address}`, file_ids: [], mentions: [] };
    await api.send(room, { client_key: crypto.randomUUID(), ...said });
    window.open(address, "_blank", "noopener");
  } catch (error) {
    toast.problem(error, t.shell.failed);
  }
}
