/** Sends what waits while no page is open, messages and read marks: Background Sync, where the browser has it. */
import { sentAs } from "../model/outbox";
import type { FileCard, Me, Message } from "../model/types";
import { BrowserStorage } from "../net/browserStorage";
import { ask, askAs } from "../net/http";
import { eraseKept } from "../net/kept";
import { isPassing, OutboxSender } from "../net/outboxSender";
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
    const areSent = await sender.once();
    if (!(await tellMarks(disk, me)) || !areSent) throw new Error("something still waits");
  } finally {
    sender.stop();
    askAs(null);
  }
}

/** How far they had read when the line was gone; false where some of it could not be told. */
async function tellMarks(disk: BrowserStorage, me: string): Promise<boolean> {
  let isDone = true;
  for (const { key, room, root, n, rewinds } of await disk.all("marks", me)) {
    const path =
      root === null
        ? `/api/rooms/${encodeURIComponent(room)}/read`
        : `/api/messages/${encodeURIComponent(root)}/thread/read`;
    try {
      await ask("POST", path, { body: { n, rewinds } });
      await disk.remove("marks", key);
    } catch (error) {
      if (isPassing(error)) isDone = false;
      else await disk.remove("marks", key);
    }
  }
  return isDone;
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
