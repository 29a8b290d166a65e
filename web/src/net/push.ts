/**
 * The browser's side of push: its service worker, its subscription, and the notices that stand on its screen. Whose
 * subscription it is stays written down in the browser: who signs in there next must not be told in its name.
 */
import type { OwnNotifications, PublicKey, Subscribing } from "../api/generated";
import { type NoticeData, navigationOf, noticeDataOf } from "../model/notice";
import { subscribingOf } from "../model/subscription";
import type { Id } from "../model/types";
import { ask } from "./http";

const WORKER = "/sw.js";
const OWNER = "kairan.push";
const DEVICE = "/api/me/notifications/device";
const READY_MS = 10_000;

export function ownerOfPush(): Id | null {
  try {
    return localStorage.getItem(OWNER);
  } catch {
    return null;
  }
}

function keepOwner(id: Id | null): void {
  try {
    if (id === null) localStorage.removeItem(OWNER);
    else localStorage.setItem(OWNER, id);
  } catch {
    // Without storage, the next page asks the server whether this browser is told.
  }
}

/** Whether this browser is told by push, as far as it knows itself. */
export function isPushed(me: Id): boolean {
  return ownerOfPush() === me && hasPush() && Notification.permission === "granted";
}

export function hasPush(): boolean {
  return "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
}

/** Lets this browser be told; its permission must have been given. Problems: as the server refuses; Error of the browser. */
export async function subscribePush(me: Id): Promise<void> {
  const { public_key } = await ask<PublicKey>("POST", "/api/me/notifications/key");
  const { pushManager } = await readyWorker();
  await unsubscribeIfOtherKey(await pushManager.getSubscription(), public_key);
  const subscription = await pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: public_key,
  });
  const body: Subscribing | null = subscribingOf(subscription.toJSON());
  if (body === null) throw new Error("the browser gave no keys");
  await ask<void>("PUT", DEVICE, { body });
  keepOwner(me);
}

/** A browser keeps one subscription, and refuses another key for it. */
async function unsubscribeIfOtherKey(held: PushSubscription | null, key: string): Promise<void> {
  const its = held?.options.applicationServerKey;
  if (its && base64url(its) !== key) await held.unsubscribe();
}

export function base64url(bytes: ArrayBuffer): string {
  const text = String.fromCharCode(...new Uint8Array(bytes));
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Lets this browser be told no more. The browser's part is done also where the server cannot be reached. */
export async function unsubscribePush(): Promise<void> {
  await forgetSubscription();
  await ask<void>("DELETE", DEVICE);
}

async function forgetSubscription(): Promise<void> {
  keepOwner(null);
  const registration = await knownWorker();
  const subscription = await registration?.pushManager?.getSubscription().catch(() => null);
  await subscription?.unsubscribe().catch(() => false);
}

/** On the way out: nobody is told here any more, and what was told is taken off the screen. */
export async function leavePush(): Promise<void> {
  const wasPushed = ownerOfPush() !== null;
  await clearPush();
  if (wasPushed) await ask<void>("DELETE", DEVICE);
}

/** The browser's part of it, without the server. */
export async function clearPush(): Promise<void> {
  setBadge(0);
  await closeNotices(() => true);
  await forgetSubscription();
}

/**
 * Once for each page, after coming in. A new session of the same person takes over what they agreed to here before;
 * what another person agreed to here ends.
 */
export async function resumePush(me: Id): Promise<void> {
  const owner = ownerOfPush();
  if (owner === null) return;
  if (owner !== me) return clearPush();
  if (!isPushed(me)) return keepOwner(null);
  const own = await ask<OwnNotifications>("GET", "/api/me/notifications");
  const registration = await knownWorker();
  const held = await registration?.pushManager.getSubscription();
  if (own.push !== "on" || (own.is_told_here && held)) return;
  // The server may have let it go because the push service no longer knows it: another one, not the same again.
  await held?.unsubscribe();
  await subscribePush(me);
}

// --- the worker ----------------------------------------------------------------------------------------------

async function readyWorker(): Promise<ServiceWorkerRegistration> {
  await navigator.serviceWorker.register(WORKER);
  // It waits for ever where the worker could not be installed.
  return Promise.race([
    navigator.serviceWorker.ready,
    new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error("the service worker did not start")), READY_MS);
    }),
  ]);
}

async function knownWorker(): Promise<ServiceWorkerRegistration | undefined> {
  if (!("serviceWorker" in navigator)) return undefined;
  return navigator.serviceWorker.getRegistration().catch(() => undefined);
}

/** Calls `go` with the address of a notice that was pressed. */
export function hearNavigation(go: (path: string) => void): () => void {
  if (!("serviceWorker" in navigator)) return () => undefined;
  const hear = ({ data }: MessageEvent<unknown>) => {
    const asked = navigationOf(data);
    if (asked !== null) go(asked.path);
  };
  navigator.serviceWorker.addEventListener("message", hear);
  navigator.serviceWorker.startMessages();
  return () => navigator.serviceWorker.removeEventListener("message", hear);
}

// --- what stands on the screen -------------------------------------------------------------------------------

export async function closeNotices(isOver: (tag: string, data: NoticeData) => boolean): Promise<void> {
  const registration = await knownWorker();
  const standing = (await registration?.getNotifications?.().catch(() => [])) ?? [];
  for (const one of standing) if (isOver(one.tag, noticeDataOf(one.data))) one.close();
}

/** The number on the icon of the installed app, where there is one. */
export function setBadge(count: number): void {
  if ("setAppBadge" in navigator) void navigator.setAppBadge(count).catch(() => undefined);
}
