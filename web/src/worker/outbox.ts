/** Sends what waits in the outbox while no page is open: Background Sync, where the browser has it. */
import { sentAs } from "../model/outbox";
import type { FileCard, Me, Message } from "../model/types";
import { BrowserStorage } from "../net/browserStorage";
import { ask, askAs } from "../net/http";
import { eraseKept } from "../net/kept";
import { OutboxSender } from "../net/outboxSender";
import { isProblem, Problem } from "../net/problem";

/** Large photos on a slow line. */
const UPLOAD_MS = 10 * 60_000;

/** Rejects where something still waits: the browser then tries again, later and less often. */
export async function sendWaiting(): Promise<void> {
  const me = await whoIsHere();
  if (me === null) return; // it waits for the next sign-in
  askAs(me);
  const disk = new BrowserStorage(eraseKept);
  const sender = new OutboxSender(me, disk, {
    send: (item) =>
      ask<Message>("POST", `/api/rooms/${encodeURIComponent(item.room)}/messages`, { body: sentAs(item) }),
    upload: async ({ key, name }) => {
      const file = await disk.get("files", key);
      if (file === null) throw new Problem(410, "file.not_kept", name);
      const query = { name: file.name, ...(file.keepsPosition ? { position: true } : {}) };
      return ask<FileCard>("POST", "/api/files", { query, body: file.blob, timeoutMs: UPLOAD_MS });
    },
    notice: () => undefined, // pages hear it by the channel
    sentenceFor: (error) => (isProblem(error) ? error.message : ""),
  });
  try {
    if (!(await sender.once())) throw new Error("something still waits");
  } finally {
    sender.stop();
    askAs(null);
  }
}

async function whoIsHere(): Promise<string | null> {
  try {
    const me = await ask<Me>("GET", "/api/session");
    return me.at_gate === null ? me.person.id : null;
  } catch (error) {
    if (isProblem(error) && !error.isPassing) return null;
    throw error;
  }
}
