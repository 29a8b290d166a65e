/**
 * The page's side of the service worker: it is registered here, says when a newer version of the client is ready, and
 * is asked to send what waits.
 */
import { isWhichEntry, OUTBOX_SYNC, type ToWorker } from "../model/worker";

const WORKER = "/sw.js";
/** A page that stays open for days asks now and then whether there is a newer version. */
const LOOK_EVERY_MS = 30 * 60_000;
const TAKES_OVER_MS = 5_000;

let ready: ServiceWorker | null = null;
let isOlder = false;
let isLooking = false;
let lookedAt = 0;
const listeners = new Set<() => void>();

/** Whether a newer version waits, or runs already for another tab. */
export function isNewerReady(): boolean {
  return ready !== null || isOlder;
}

export function listenToVersions(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Once for each page: from here on the client opens without a line. Where the browser has no workers, nothing. */
export async function startShell(): Promise<void> {
  if (isLooking || !("serviceWorker" in navigator)) return;
  isLooking = true;
  const { serviceWorker } = navigator;
  serviceWorker.addEventListener("message", answer);
  serviceWorker.startMessages();
  const hadOne = serviceWorker.controller !== null;
  let isTaken = hadOne;
  serviceWorker.addEventListener("controllerchange", () => {
    // The first one takes the page as it is; a later one is of another version.
    if (isTaken) isOlder = true;
    isTaken = true;
    tell();
  });
  try {
    const registration = await serviceWorker.register(WORKER).catch(async (error: unknown) => {
      const known = await serviceWorker.getRegistration(); // without a line, the one there is
      if (known === undefined) throw error;
      return known;
    });
    watch(registration);
    tellWorker(registration.active, { t: "here" });
    lookedAt = Date.now();
    const look = () => void lookAgain(registration);
    addEventListener("online", look);
    document.addEventListener("visibilitychange", look);
    setInterval(look, LOOK_EVERY_MS);
  } catch {
    // Refused by the browser, or by the server for now: the client works as a page.
  }
}

function answer({ data, ports }: MessageEvent<unknown>): void {
  if (isWhichEntry(data)) ports[0]?.postMessage(entryOfPage());
}

function entryOfPage(): string | null {
  const script = document.querySelector<HTMLScriptElement>("script[type=module][src]");
  return script === null ? null : new URL(script.src).pathname;
}

function watch(registration: ServiceWorkerRegistration): void {
  const look = (worker: ServiceWorker | null) => {
    if (worker === null) return;
    const isWaiting = worker.state === "installed" && registration.active !== null;
    if (isWaiting) ready = worker;
    else if (ready === worker) ready = null;
    tell();
  };
  const follow = (worker: ServiceWorker | null) => {
    worker?.addEventListener("statechange", () => look(worker));
    look(worker);
  };
  registration.addEventListener("updatefound", () => follow(registration.installing));
  follow(registration.installing);
  follow(registration.waiting);
}

async function lookAgain(registration: ServiceWorkerRegistration): Promise<void> {
  if (document.visibilityState !== "visible" || !navigator.onLine) return;
  if (Date.now() - lookedAt < LOOK_EVERY_MS) return;
  lookedAt = Date.now();
  await registration.update().catch(() => undefined);
}

function tell(): void {
  for (const listener of listeners) listener();
}

function tellWorker(worker: ServiceWorker | null, word: ToWorker): void {
  worker?.postMessage(word);
}

/** Lets the newer version take over, and opens it. What is being written must be on the disk before. */
export async function takeNewer(): Promise<void> {
  if (ready !== null) {
    const changed = new Promise<void>((resolve) => {
      navigator.serviceWorker.addEventListener("controllerchange", () => resolve(), { once: true });
      setTimeout(resolve, TAKES_OVER_MS);
    });
    tellWorker(ready, { t: "take_over" });
    await changed;
  }
  location.reload();
}

interface SyncManager {
  register(tag: string): Promise<void>;
}

/** Where the browser has it: what waits is sent when the line is back, also after the app was closed. */
export async function askForSync(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  const registration = await navigator.serviceWorker.getRegistration();
  const sync = (registration as { sync?: SyncManager } | undefined)?.sync;
  await sync?.register(OUTBOX_SYNC);
}
