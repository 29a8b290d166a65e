/**
 * Whether the person is at this page: it is in front, and was used within a minute. The server is told, so that their
 * phone stays silent while they see everything here, and speaks as soon as they went.
 */

/** The server believes it for 90 s (core/realtime/presence.py). */
const AGAIN_MS = 30_000;
const IDLE_MS = 60_000;
/** A glance at another window is no leaving. */
const GLANCE_MS = 5_000;
const INPUTS = ["keydown", "pointerdown", "wheel"] as const;

export class Presence {
  /** Tells the server; false where there is no connection. */
  private readonly tell: (isHere: boolean) => boolean;
  private usedAt = 0;
  private toldAt = 0;
  private isTold = false;
  private readonly timers = { idle: 0, glance: 0 };

  constructor(tell: (isHere: boolean) => boolean) {
    this.tell = tell;
  }

  start(): void {
    for (const input of INPUTS) addEventListener(input, this.used, { capture: true, passive: true });
    addEventListener("focus", this.used);
    addEventListener("blur", this.turned);
    document.addEventListener("visibilitychange", this.turned);
  }

  stop(): void {
    for (const input of INPUTS) removeEventListener(input, this.used, { capture: true });
    removeEventListener("focus", this.used);
    removeEventListener("blur", this.turned);
    document.removeEventListener("visibilitychange", this.turned);
    clearTimeout(this.timers.idle);
    clearTimeout(this.timers.glance);
  }

  /** A new connection knows nothing yet. */
  connected(): void {
    this.isTold = false;
    if (isInFront() && Date.now() - this.usedAt < IDLE_MS) this.here();
  }

  private readonly used = (): void => {
    if (document.visibilityState !== "visible") return;
    this.usedAt = Date.now();
    clearTimeout(this.timers.idle);
    this.timers.idle = window.setTimeout(this.left, IDLE_MS);
    if (!this.isTold || this.usedAt - this.toldAt >= AGAIN_MS) this.here();
  };

  private readonly turned = (): void => {
    clearTimeout(this.timers.glance);
    if (!isInFront())
      this.timers.glance = window.setTimeout(() => {
        if (!isInFront()) this.left();
      }, GLANCE_MS);
  };

  private here(): void {
    if (!this.tell(true)) return;
    this.isTold = true;
    this.toldAt = Date.now();
  }

  private readonly left = (): void => {
    if (this.isTold && this.tell(false)) this.isTold = false;
  };
}

export function isInFront(): boolean {
  return document.visibilityState === "visible" && document.hasFocus();
}
