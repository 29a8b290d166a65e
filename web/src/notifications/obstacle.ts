import type { OwnNotifications } from "../api/generated";
import { hasPush } from "../net/push";

/** Why this device cannot be told while no page is open, in the order in which a person can do something about it. */
export type Obstacle =
  /** The operator named no push service. */
  | "off"
  /** What is told would pass the Internet; not through this entrance. */
  | "entrance"
  /** Without TLS no browser lets a page do it. */
  | "insecure"
  /** iPhone and iPad: only from the home screen. */
  | "install"
  | "unsupported"
  /** The person, or whoever administers the browser, said no. */
  | "denied";

export interface Abilities {
  readonly isSecure: boolean;
  readonly isApple: boolean;
  readonly isInstalled: boolean;
  readonly hasPush: boolean;
  readonly isDenied: boolean;
}

export function obstacleOf(push: OwnNotifications["push"], able: Abilities): Obstacle | null {
  if (push !== "on") return push === "off" ? "off" : "entrance";
  if (!able.isSecure) return "insecure";
  if (able.isApple && !able.isInstalled) return "install";
  if (!able.hasPush) return "unsupported";
  return able.isDenied ? "denied" : null;
}

/** Of this browser, now: a permission may change while the page is open. */
export function abilities(): Abilities {
  return {
    isSecure: window.isSecureContext,
    isApple: isAppleTouch(navigator.userAgent, navigator.maxTouchPoints),
    isInstalled: matchMedia("(display-mode: standalone)").matches,
    hasPush: hasPush(),
    isDenied: "Notification" in window && Notification.permission === "denied",
  };
}

/** An iPad calls itself a Mac, but no Mac has a touch screen. */
export function isAppleTouch(agent: string, touchPoints: number): boolean {
  return /iPhone|iPad|iPod/.test(agent) || (agent.includes("Macintosh") && touchPoints > 1);
}
