/**
 * The client's own files, kept so that it opens without a line. Never an answer of the server's interface, a file or a
 * picture of anybody: only what the build wrote, which is the same for everybody.
 *
 * Promise: a page is of one version. A version is fetched whole or not at all; its page and its scripts come from the
 * same one; and the one before stays for as long as a page of it is open.
 */
import type { WhichEntry } from "../model/worker";

declare const self: ServiceWorkerGlobalScope;
/** Written by the build (vite.worker.config.ts): every file of this version, and the digest of its page. */
declare const __SHELL__: {
  readonly version: string;
  readonly page: string;
  readonly files: readonly string[];
};

/** Once: the build writes it out wherever it is named. */
const SHELL = __SHELL__;

const PREFIX = "kairan-shell-";
const NAME = PREFIX + SHELL.version;
const PAGE = "/index.html";
const LASTING = "/assets/";
const AT_ONCE = 4;
const ANSWER_MS = 2_000;

const FILES: ReadonlySet<string> = new Set(SHELL.files);
/** What the server answers itself, also its own pages (of forms, of links in letters); every other address is the page's. */
const SERVERS = /^\/(?:api|b|f|health|ready|metrics)(?:\/|$)/;

export function isPage({ pathname }: URL): boolean {
  return !SERVERS.test(pathname) && !pathname.slice(pathname.lastIndexOf("/")).includes(".");
}

/** Whether it is a file of the client; of an older version, too. */
export function isFile({ pathname }: URL): boolean {
  return FILES.has(pathname) || pathname.startsWith(LASTING);
}

/** Whether there is no version before this one that a page could be of. */
export async function isFirst(): Promise<boolean> {
  return (await others()).length === 0;
}

async function others(): Promise<readonly string[]> {
  return (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== NAME);
}

/** Fetches this version; rejects unless it is whole and of one piece. The page comes last: with it, all is there. */
export async function fetchVersion(): Promise<void> {
  const cache = await caches.open(NAME);
  if (await cache.match(PAGE)) return; // only the worker itself is another one
  try {
    const found = await fetchedPage();
    const waiting = SHELL.files.filter((file) => file !== PAGE);
    const work = async () => {
      for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
        await cache.put(file, (await knownFile(file)) ?? (await fetched(file)));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    await cache.put(PAGE, found);
  } catch (error) {
    await caches.delete(NAME);
    throw error;
  }
}

/** What is named by its content is the same in every version. */
async function knownFile(file: string): Promise<Response | null> {
  return file.startsWith(LASTING) ? ((await caches.match(file, { ignoreVary: true })) ?? null) : null;
}

/** In the middle of a deployment the server may give another version's page: then this one is not fetched now. */
async function fetchedPage(): Promise<Response> {
  const response = await fetched("/");
  const digest = await crypto.subtle.digest("SHA-256", await response.clone().arrayBuffer());
  const hex = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  if (hex !== SHELL.page) throw new Error("the page is of another version");
  return response;
}

async function fetched(file: string): Promise<Response> {
  const cache = file.startsWith(LASTING) ? "default" : "no-cache";
  const response = await fetch(file, { cache, credentials: "same-origin" });
  if (response.status !== 200 || response.redirected) throw new Error(`${file}: ${response.status}`);
  return response;
}

/** The page of this version, whatever the server has by now. */
export async function page(request: Request): Promise<Response> {
  const cache = await caches.open(NAME);
  return (await cache.match(PAGE, { ignoreVary: true })) ?? fetch(request);
}

/** Of this version, else of one that a page is still of. */
export async function file(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  const cache = await caches.open(NAME);
  const own = await cache.match(pathname, { ignoreVary: true });
  return own ?? (await caches.match(pathname, { ignoreVary: true })) ?? fetch(request);
}

/** Lets go of the versions that no page is of any more; of none while a page does not say which it is of. */
export async function letGo(): Promise<void> {
  const older = await others();
  if (older.length === 0) return;
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const entries = await Promise.all(windows.map(entryOf));
  if (entries.includes(null)) return;
  for (const name of older) {
    const cache = await caches.open(name);
    const found = await Promise.all(
      entries.map((entry) => entry !== null && cache.match(entry, { ignoreVary: true })),
    );
    if (!found.some(Boolean)) await caches.delete(name);
  }
}

function entryOf(client: WindowClient): Promise<string | null> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(typeof data === "string" ? data : null);
    setTimeout(() => resolve(null), ANSWER_MS);
    client.postMessage({ t: "which_entry" } satisfies WhichEntry, [port2]);
  });
}
