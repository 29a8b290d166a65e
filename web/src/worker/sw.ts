/**
 * The service worker: opens the client without a line, sends what waits, takes what other apps share, and shows what is
 * pushed while no page of ours is open.
 *
 * It keeps the client's own files and nothing of the server's answers. Built by vite.worker.config.ts into one file
 * with a lasting name, /sw.js.
 */
import type { PublicKey } from "../api/generated";
import {
  badgeOf,
  isOverBy,
  isWithin,
  type Navigation,
  type Notice,
  noticeDataOf,
  noticeOf,
  ownPathOf,
  shownAfter,
  unreadableNotice,
} from "../model/notice";
import { subscribingOf } from "../model/subscription";
import { OUTBOX_SYNC, SHARE_PATH, toWorkerOf } from "../model/worker";
import { isStillReadable } from "../net/kept";
import { keepShared } from "../net/shared";
import { sendWaiting } from "./outbox";
import { fetchVersion, file, isFile, isFirst, isPage, letGo, page } from "./shell";

declare const self: ServiceWorkerGlobalScope;

// A newer version waits until no page of the one before is open, or a page says that it may take over.
self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));

self.addEventListener("message", (event) => {
  const told = toWorkerOf(event.data);
  if (told?.t === "take_over") event.waitUntil(self.skipWaiting());
  else if (told?.t === "here") event.waitUntil(letGo());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    if (request.method === "POST" && url.pathname === SHARE_PATH) event.respondWith(takeShared(request));
    else if (request.method === "GET" && isPage(url)) {
      event.respondWith(page(request));
      event.waitUntil(isStillReadable());
    }
  } else if (request.method === "GET" && isFile(url)) event.respondWith(file(request));
});

interface SyncEvent extends ExtendableEvent {
  readonly tag: string;
}

self.addEventListener("sync" as "push", (event: ExtendableEvent) => {
  if ((event as SyncEvent).tag === OUTBOX_SYNC) event.waitUntil(sendWaiting());
});

self.addEventListener("push", (event) => {
  event.waitUntil(show(read(event.data)));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open(noticeDataOf(event.notification.data).path));
});

self.addEventListener("notificationclose", (event) => {
  // To wipe a notice away is not to read what it told of.
  if (noticeDataOf(event.notification.data).badge === null) event.waitUntil(countOnBadge());
});

self.addEventListener("pushsubscriptionchange", (event) => {
  (event as ExtendableEvent).waitUntil(subscribeAnew());
});

async function install(): Promise<void> {
  await fetchVersion();
  if (await isFirst()) await self.skipWaiting();
}

async function activate(): Promise<void> {
  await self.clients.claim();
  await letGo();
}

/** The room is chosen on the page; where there was no room on the device, the page says so. */
async function takeShared(request: Request): Promise<Response> {
  const isKept = await request
    .formData()
    .then(keepShared)
    .catch(() => false);
  return Response.redirect(isKept ? SHARE_PATH : `${SHARE_PATH}?failed`, 303);
}

function read(data: PushMessageData | null): Notice {
  try {
    const notice = noticeOf(data?.json());
    if (notice !== null) return notice;
  } catch {
    // No JSON.
  }
  return unreadableNotice(self.navigator.language, Date.now());
}

async function show(came: Notice): Promise<void> {
  const { registration } = self;
  const standing = await registration.getNotifications({ tag: came.tag });
  const { notice, isNews } = shownAfter(newest(standing), came);
  // What comes late, since the phone had no line, comes without a sound where it is night by now.
  const sounds = isNews && !isWithin(came.quiet, Date.now());
  await registration.showNotification(notice.title, {
    body: notice.text,
    tag: notice.tag,
    // Over what stands there already; browsers refuse to sound again and be silent at once.
    ...{ renotify: sounds, timestamp: notice.at },
    silent: !sounds,
    icon: "/icon-192.png",
    badge: "/icon-badge.png",
    data: noticeDataOf(notice),
  });
  await closeOver(came);
  await countOnBadge();
}

function newest(standing: readonly Notification[]): Notice | null {
  const notices = standing.map(({ title, body, tag, data }) => ({
    title,
    text: body,
    tag,
    ...noticeDataOf(data),
    unread: null,
    quiet: null,
  }));
  return notices.reduce<Notice | null>((last, one) => (last === null || one.at > last.at ? one : last), null);
}

/** What was read on another device need not stand here any more; browsers wake a worker only to show something. */
async function closeOver(came: Notice): Promise<void> {
  const standing = await self.registration.getNotifications();
  for (const one of standing) if (one.tag !== came.tag && isOverBy(came, noticeDataOf(one.data))) one.close();
}

/** While no page is open to say how much is unread. */
async function countOnBadge(): Promise<void> {
  if (!("setAppBadge" in self.navigator)) return;
  if ((await ownWindows()).length > 0) return;
  const told = await self.registration.getNotifications();
  await self.navigator
    .setAppBadge(badgeOf(told.map(({ data }) => noticeDataOf(data))))
    .catch(() => undefined);
}

async function open(path: string): Promise<void> {
  const windows = await ownWindows();
  const client = windows.find(({ focused }) => focused) ?? windows[0];
  if (client === undefined) {
    await self.clients.openWindow(ownPathOf(path));
    return;
  }
  client.postMessage({ t: "navigate", path } satisfies Navigation);
  await client.focus().catch(() => undefined);
}

function ownWindows(): Promise<readonly WindowClient[]> {
  return self.clients.matchAll({ type: "window", includeUncontrolled: true });
}

/** The push service gave up the old address. Where this fails, the page repairs it when it is next opened. */
async function subscribeAnew(): Promise<void> {
  const asked = await fetch("/api/me/notifications/key", { method: "POST" });
  if (!asked.ok) return;
  const { public_key } = (await asked.json()) as PublicKey;
  const subscription = await self.registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: public_key,
  });
  const wanted = subscribingOf(subscription.toJSON());
  if (wanted === null) return;
  await fetch("/api/me/notifications/device", {
    method: "PUT",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(wanted),
  });
}
