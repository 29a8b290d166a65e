/** One way to speak HTTP with the server: same origin, cookie session, JSON, a time limit on each request. */
import { isProblem, type Problem, problemFrom, problemOf, Unreachable } from "./problem";

export type Query = Readonly<Record<string, string | number | boolean | null | undefined>>;

interface Ask {
  readonly query?: Query;
  /** Sent as JSON; a blob as it is. */
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 20_000;

/** Who wants to know what each request told about the connection and the session. */
export interface Listener {
  answered(): void;
  unreachable(): void;
  signedOut(): void;
  /** This device was reported lost: what it keeps is to be cleared before anything else. */
  lost(): void;
  /** Something is outstanding in the session. */
  atGate(): void;
  /** Lets the person prove once more who they are; false when they would rather not. */
  prove(): Promise<boolean>;
}

let listener: Listener | null = null;
let asMember: string | null = null;

/** From here on each request says whose page asks: the server refuses when by now somebody else is signed in here. */
export function askAs(member: string | null): void {
  asMember = member;
}

function whoAsks(): Record<string, string> {
  return asMember === null ? {} : { "Kairan-Member": asMember };
}

export function listenToRequests(to: Listener | null): void {
  listener = to;
}

type Changed = (path: string) => void;
const changed = new Set<Changed>();

/** Tells of each request that was to change something and was not refused; returns how to stop listening. */
export function onChanged(tell: Changed): () => void {
  changed.add(tell);
  return () => void changed.delete(tell);
}

export async function ask<T>(method: string, path: string, options: Ask = {}): Promise<T> {
  const response = await respond(method, path, options);
  if (response.status === 204 || response.status === 205) return undefined as T;
  try {
    return (await response.json()) as T;
  } catch {
    // The connection broke in the middle of the answer, or a proxy answered in the server's place.
    throw new Unreachable();
  }
}

/** The answer itself, for what is not JSON; the time limit is for its beginning. */
export async function respond(
  method: string,
  path: string,
  { query, body, signal, timeoutMs }: Ask = {},
): Promise<Response> {
  const response = await reach(method, path + queryString(query), body, signal, timeoutMs ?? TIMEOUT_MS);
  listener?.answered();
  if (!response.ok) {
    const problem = await refusal(response, path);
    if (!isProblem(problem, "session.proof_needed") || !(await listener?.prove())) throw problem;
    return respond(method, path, { query, body, signal, timeoutMs } as Ask);
  }
  if (method !== "GET") for (const tell of changed) tell(path);
  return response;
}

async function reach(
  method: string,
  url: string,
  body: unknown,
  signal: AbortSignal | undefined,
  timeoutMs: number,
): Promise<Response> {
  // By hand: browsers of the age we support lack AbortSignal.any and AbortSignal.timeout.
  const stop = new AbortController();
  const abort = () => stop.abort();
  const limit = setTimeout(abort, timeoutMs);
  signal?.addEventListener("abort", abort);
  try {
    signal?.throwIfAborted();
    return await fetch(url, {
      method,
      credentials: "same-origin",
      headers: { ...(body === undefined || body instanceof Blob ? ACCEPT : ACCEPT_AND_SEND), ...whoAsks() },
      body: body === undefined ? null : body instanceof Blob ? body : JSON.stringify(body),
      signal: stop.signal,
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    listener?.unreachable();
    throw new Unreachable();
  } finally {
    clearTimeout(limit);
    signal?.removeEventListener("abort", abort);
  }
}

const ACCEPT = { Accept: "application/json" };
const ACCEPT_AND_SEND = { ...ACCEPT, "Content-Type": "application/json" };

async function refusal(response: Response, path: string): Promise<Problem | Unreachable> {
  const problem = await problemOf(response);
  // A gateway that answers for a server that is away has no code of ours: to the person, that is "no connection".
  if (GATEWAY.has(response.status) && problem.code === `http.${response.status}`) {
    listener?.unreachable();
    return new Unreachable();
  }
  if (problem.code === "device.lost") listener?.lost();
  else if (response.status === 401 && path !== "/api/session" && path !== "/api/me/password")
    listener?.signedOut();
  if (problem.code === "session.gate") listener?.atGate();
  return problem;
}

const GATEWAY = new Set([502, 503, 504]);

export function queryString(query: Query | undefined): string {
  const pairs = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== null && value !== undefined && value !== "") pairs.set(name, String(value));
  }
  const written = pairs.toString();
  return written ? `?${written}` : "";
}

export interface Upload<T> {
  readonly done: Promise<T>;
  cancel(): void;
}

/** Without a byte gone, the connection is; once all have left, the server looks at the file. */
const STALLED_MS = 30_000;
const CHECKED_MS = 120_000;

/** A raw body with progress: fetch cannot tell how much of an upload has left. */
export function upload<T>(
  path: string,
  blob: Blob,
  type: string,
  progress: (share: number) => void,
): Upload<T> {
  const request = new XMLHttpRequest();
  let isStalled = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const expectWithin = (ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      isStalled = true;
      request.abort();
    }, ms);
  };
  const done = new Promise<T>((resolve, reject) => {
    request.open("POST", path);
    request.responseType = "json";
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("Content-Type", type || "application/octet-stream");
    for (const [name, value] of Object.entries(whoAsks())) request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => {
      expectWithin(event.loaded < event.total ? STALLED_MS : CHECKED_MS);
      if (event.lengthComputable) progress(event.loaded / event.total);
    };
    request.onloadend = () => clearTimeout(timer);
    request.onload = () => {
      const said: unknown = request.response;
      if (request.status >= 200 && request.status < 300 && said !== null) resolve(said as T);
      else reject(problemFrom(request.status, said, request.getResponseHeader("Retry-After")));
    };
    request.onerror = () => reject(new Unreachable());
    request.onabort = () =>
      reject(isStalled ? new Unreachable() : new DOMException("cancelled", "AbortError"));
    expectWithin(STALLED_MS);
    request.send(blob);
  });
  return { done, cancel: () => request.abort() };
}
