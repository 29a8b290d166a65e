/**
 * Keeps the connection: opens it, notices when it has died, comes back at the server's slot or after growing
 * pauses, and at once when the network or the person returns. It continues from the owner's vector each time, so
 * whatever was missed arrives first, in order.
 */
import type { ServerFrame } from "../model/entries";
import type { Id, Vector } from "../model/types";
import { type Link, openLink, TRANSPORTS, type Transport } from "./links";
import { pauseMs } from "./pause";
import { Presence } from "./presence";

export type Phase = "connecting" | "live" | "waiting" | "offline";

/** Why a link could not be opened, as an ordinary request sees it. */
export type Probe = "answers" | "unreachable" | "signed_out";

export interface LiveOwner {
  vector(): Vector;
  look(): Id | null;
  frames(frames: readonly ServerFrame[]): void;
  /** `retryAt`: when it tries again by itself. */
  moved(phase: Phase, retryAt: number | null): void;
  signedOut(): void;
  probe(): Promise<Probe>;
}

const OPENING_MS = 8_000;
const ANSWER_MS = 6_000;
const DEFAULT_HEARTBEAT_S = 25;
/** The server answers, but the link did not open: the next try need not wait long. */
const SOON_MS = 700;
const TRIES_PER_TRANSPORT = 2;
const REMEMBERED = "kairan.transport";

export class Live {
  private readonly owner: LiveOwner;
  private link: Link | null = null;
  private transport: Transport = remembered();
  private failures = 0;
  /** Failures to open this transport although the server answers requests. */
  private refusals = 0;
  private isWelcome = false;
  /** The room on screen, as the server knows it. */
  private lookTold: Id | null = null;
  private partedUntil = 0;
  private isSoon = false;
  private heartbeatMs = DEFAULT_HEARTBEAT_S * 1000;
  private isRunning = false;
  private readonly presence = new Presence((isHere) => this.tellPresence(isHere));
  private readonly timers = { retry: 0, silence: 0, heartbeat: 0 };

  constructor(owner: LiveOwner) {
    this.owner = owner;
  }

  start(): void {
    if (this.isRunning) return;
    this.isRunning = true;
    addEventListener("online", this.nudge);
    addEventListener("offline", this.doubt);
    document.addEventListener("visibilitychange", this.returned);
    this.presence.start();
    this.connect();
  }

  stop(): void {
    this.isRunning = false;
    removeEventListener("online", this.nudge);
    removeEventListener("offline", this.doubt);
    document.removeEventListener("visibilitychange", this.returned);
    this.presence.stop();
    this.drop();
    clearTimeout(this.timers.retry);
  }

  look(room: Id | null): void {
    if (!this.isWelcome) return; // told once it is
    this.lookTold = room;
    this.link?.send({ t: "look", room });
  }

  typing(room: Id): void {
    this.link?.send({ t: "typing", room });
  }

  /** Something does not add up: continue from the vector, now. */
  readonly resume = (): void => {
    if (!this.isRunning) return;
    this.drop();
    this.connect();
  };

  /** The network or the person is back: do not wait for the pause to end. */
  readonly nudge = (): void => {
    if (!this.isRunning) return;
    if (this.link === null) this.connect();
    else this.doubt();
  };

  private readonly returned = (): void => {
    if (document.visibilityState === "visible") this.nudge();
  };

  private tellPresence(isHere: boolean): boolean {
    if (this.link === null || !this.isWelcome) return false;
    this.link.send(isHere ? { t: "active" } : { t: "active", here: false });
    return true;
  }

  /** Is it still alive? A sleeping device does not notice that its connection has gone. */
  private readonly doubt = (): void => {
    if (this.link === null || !this.isWelcome) return;
    this.link.send({ t: "ping" });
    this.expectWord(ANSWER_MS);
  };

  private connect(): void {
    clearTimeout(this.timers.retry);
    this.drop();
    this.isSoon = false;
    this.isWelcome = false;
    this.owner.moved("connecting", null);
    this.expectWord(OPENING_MS);
    const hello = { vector: this.owner.vector(), look: this.owner.look() };
    this.lookTold = hello.look;
    this.link = openLink(this.transport, hello, {
      frames: (frames) => this.hear(frames),
      heard: () => this.expectWord(this.heartbeatMs + ANSWER_MS),
      closed: () => this.lost(),
    });
  }

  private drop(): void {
    this.link?.close();
    this.link = null;
    clearTimeout(this.timers.silence);
    clearInterval(this.timers.heartbeat);
  }

  private expectWord(withinMs: number): void {
    clearTimeout(this.timers.silence);
    this.timers.silence = window.setTimeout(() => this.lost(), withinMs);
  }

  private hear(frames: readonly ServerFrame[]): void {
    this.expectWord(this.heartbeatMs + ANSWER_MS);
    const bye = frames.find((frame) => frame.t === "bye");
    for (const frame of frames) {
      if (frame.t === "welcome") this.welcomed(frame.heartbeat_s);
    }
    const { link } = this;
    this.owner.frames(frames);
    if (this.link !== link) return; // a gap made the owner resume
    if (bye) this.part(bye.code === "signed_out" ? null : bye.after_ms);
    else if (frames.some((frame) => frame.t === "current")) this.current();
  }

  private welcomed(heartbeat_s: number): void {
    this.isWelcome = true;
    this.presence.connected();
    // A room that was opened while the line was: a link that is not open yet takes nothing.
    const room = this.owner.look();
    if (room !== this.lookTold) this.look(room);
    this.refusals = 0;
    remember(this.transport);
    this.heartbeatMs = heartbeat_s * 1000;
    clearInterval(this.timers.heartbeat);
    this.timers.heartbeat = window.setInterval(() => this.link?.send({ t: "ping" }), this.heartbeatMs);
  }

  private current(): void {
    this.failures = 0;
    this.owner.moved("live", null);
  }

  private part(afterMs: number | null): void {
    this.drop();
    if (afterMs === null) {
      this.stop();
      this.owner.signedOut();
      return;
    }
    // The server's slot is kept, whatever else happens meanwhile: it spreads a herd.
    this.partedUntil = Date.now() + afterMs;
    this.retryIn(afterMs);
  }

  private lost(): void {
    const wasWelcome = this.isWelcome;
    this.drop();
    if (!this.isRunning) return;
    this.retryIn(pauseMs(this.failures));
    this.failures += 1;
    if (!wasWelcome) void this.learnWhy();
  }

  /** The handshake of a socket tells nothing; a request tells whether it is the server, the session or the way. */
  private async learnWhy(): Promise<void> {
    const found = await this.owner.probe();
    if (!this.isRunning || this.link !== null) return;
    if (found === "signed_out") {
      this.stop();
      this.owner.signedOut();
    }
    if (found !== "answers") return;
    this.failures = 0;
    this.refusals += 1;
    if (this.refusals >= TRIES_PER_TRANSPORT) {
      this.refusals = 0;
      this.transport = nextTransport(this.transport);
    }
    this.retryIn(pauseMs(0) + SOON_MS * this.refusals);
  }

  /** A request was answered: if we wait for a server that was away, it is back. */
  readonly serverIsBack = (): void => {
    if (!this.isRunning || this.link !== null || this.isSoon || this.partedUntil > Date.now()) return;
    this.isSoon = true;
    this.failures = 0;
    this.retryIn(pauseMs(0));
  };

  private retryIn(ms: number): void {
    clearTimeout(this.timers.retry);
    this.timers.retry = window.setTimeout(() => this.connect(), ms);
    this.owner.moved(navigator.onLine ? "waiting" : "offline", Date.now() + ms);
  }
}

function nextTransport(transport: Transport): Transport {
  return TRANSPORTS[(TRANSPORTS.indexOf(transport) + 1) % TRANSPORTS.length] ?? "websocket";
}

/** What got through in this session of the browser; another day, another proxy. */
function remembered(): Transport {
  try {
    const stored = sessionStorage.getItem(REMEMBERED);
    return TRANSPORTS.find((transport) => transport === stored) ?? "websocket";
  } catch {
    return "websocket";
  }
}

function remember(transport: Transport): void {
  try {
    sessionStorage.setItem(REMEMBERED, transport);
  } catch {
    // Without storage, the next page finds its way again.
  }
}
