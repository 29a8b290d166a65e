/** What pages and the service worker tell each other, and what a share target is given. */

/** Background Sync: what waits in the outbox is sent, also when no page is open any more. */
export const OUTBOX_SYNC = "outbox";

/** Where the system brings what was shared (manifest.webmanifest); the page there lets one choose the room. */
export const SHARE_PATH = "/share";

/** From a page: a newer version may take over now. */
export interface TakeOver {
  readonly t: "take_over";
}

/** From a page, once it stands: older versions that no page is of any more can go. */
export interface Here {
  readonly t: "here";
}

export type ToWorker = TakeOver | Here;

/** From the worker, with a port for the answer: which script is the page's first one. */
export interface WhichEntry {
  readonly t: "which_entry";
}

export function isWhichEntry(data: unknown): data is WhichEntry {
  return typeof data === "object" && data !== null && (data as { t?: unknown }).t === "which_entry";
}

export function toWorkerOf(data: unknown): ToWorker | null {
  if (typeof data !== "object" || data === null) return null;
  const { t } = data as { t?: unknown };
  return t === "take_over" || t === "here" ? { t } : null;
}

/** What another app shared, until a room is chosen for it. */
export interface Shared {
  readonly key: "latest";
  readonly text: string;
  readonly files: readonly File[];
  readonly at: number;
}

/** Longer nobody means to choose. */
export const SHARED_MS = 60 * 60_000;
export const SHARED_FILES = 20;
export const SHARED_TEXT = 10_000;
