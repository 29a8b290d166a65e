/**
 * Three ways to the same frames. A link delivers whole batches in order, or closes; it never skips. What gets
 * through depends on the proxies in between: WebSocket, then server-sent events, then long polling.
 */
import type { ClientFrame, ServerFrame } from "../model/entries";
import type { Id, Vector } from "../model/types";
import { ask } from "./http";

export interface Hello {
  readonly vector: Vector;
  readonly look: Id | null;
}

export interface LinkEvents {
  frames(frames: readonly ServerFrame[]): void;
  /** The line is alive, although nothing happened. */
  heard(): void;
  /** Once; nothing comes after it. */
  closed(): void;
}

export interface Link {
  send(frame: ClientFrame): void;
  /** Closes without a `closed` event: whoever closes knows. */
  close(): void;
}

export type Transport = "websocket" | "events" | "poll";

export const TRANSPORTS: readonly Transport[] = ["websocket", "events", "poll"];

const openers: Record<Transport, (hello: Hello, events: LinkEvents) => Link> = {
  websocket: openWebSocket,
  events: (hello, events) => openOverHttp(hello, events, listenToEvents),
  poll: (hello, events) => openOverHttp(hello, events, pollOn),
};

export function openLink(transport: Transport, hello: Hello, events: LinkEvents): Link {
  return openers[transport](hello, once(events));
}

/** A socket may report an error and a close; the owner hears of one end. */
function once(events: LinkEvents): LinkEvents {
  let isOver = false;
  return {
    frames: (frames) => isOver || events.frames(frames),
    heard: () => isOver || events.heard(),
    closed: () => {
      if (isOver) return;
      isOver = true;
      events.closed();
    },
  };
}

export function framesOf(ndjson: string): readonly ServerFrame[] {
  return ndjson
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as ServerFrame);
}

function openWebSocket(hello: Hello, events: LinkEvents): Link {
  const address = new URL("/api/live", location.href);
  address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
  const socket = new WebSocket(address);
  let isWanted = true;
  socket.onopen = () => socket.send(JSON.stringify({ t: "hello", ...hello } satisfies ClientFrame));
  socket.onmessage = ({ data }) => {
    if (isWanted && typeof data === "string") events.frames(framesOf(data));
  };
  socket.onclose = () => isWanted && events.closed();
  socket.onerror = () => isWanted && events.closed();
  return {
    send: (frame) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame));
    },
    close: () => {
      isWanted = false;
      socket.close();
    },
  };
}

interface Wire {
  readonly path: string;
  readonly signal: AbortSignal;
  readonly events: LinkEvents;
}

/** Frames of the client go by POST; those of the server by `receive`. */
function openOverHttp(hello: Hello, events: LinkEvents, receive: (wire: Wire) => Promise<void>): Link {
  const stop = new AbortController();
  const { signal } = stop;
  let path: string | null = null;
  const run = async () => {
    const { connection } = await ask<{ connection: string }>("POST", "/api/live", { body: hello, signal });
    path = `/api/live/${encodeURIComponent(connection)}`;
    await receive({ path, signal, events });
  };
  run()
    .catch(() => undefined)
    .finally(() => signal.aborted || events.closed());
  return {
    send: (frame) => {
      if (path !== null) void post(`${path}/frames`, frame, signal);
    },
    close: () => stop.abort(),
  };
}

async function post(path: string, frame: ClientFrame, signal: AbortSignal): Promise<void> {
  const headers = { "Content-Type": "application/x-ndjson" };
  // A lost one is noticed by the silence that follows it.
  await fetch(path, { method: "POST", headers, body: JSON.stringify(frame), signal }).catch(() => undefined);
}

function listenToEvents({ path, signal, events }: Wire): Promise<void> {
  return new Promise((resolve) => {
    const source = new EventSource(`${path}/events`);
    const end = () => {
      // It would reconnect by itself, without the vector.
      source.close();
      resolve();
    };
    source.onmessage = ({ data }) => events.frames(framesOf(String(data)));
    source.onerror = end;
    signal.addEventListener("abort", end);
  });
}

const POLL_TIMEOUT_MS = 40_000;

async function pollOn({ path, signal, events }: Wire): Promise<void> {
  let after = 0;
  while (!signal.aborted) {
    const got = await ask<Batch | undefined>("GET", `${path}/poll`, {
      query: { after },
      signal,
      timeoutMs: POLL_TIMEOUT_MS,
    });
    events.heard();
    if (got === undefined) continue;
    after = got.batch;
    events.frames(framesOf(got.frames));
  }
}

interface Batch {
  readonly batch: number;
  readonly frames: string;
}
