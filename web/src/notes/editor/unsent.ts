/** What was written in a note and has not reached the server: it survives closing the page. */
import type { Id } from "../../model/types";
import { disk } from "../../state/disk";

export interface Unsent {
  read(): Promise<Uint8Array | null>;
  /** False: it lives in this page alone, and goes with it. */
  keep(update: Uint8Array): Promise<boolean>;
  drop(): Promise<void>;
}

export function unsentOf(owner: Id, noteId: Id): Unsent {
  const key = `${owner}/${noteId}`;
  return {
    read: async () => (await disk.get("notes", key))?.update ?? null,
    keep: async (update) => (await disk.put("notes", { key, owner, update })) === "stored",
    drop: () => disk.remove("notes", key),
  };
}
