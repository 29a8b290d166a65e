/** What the server is told of a browser that agreed to be told (PushSubscription, Push API). */
import type { Subscribing } from "../api/generated";

/** null when the browser gave no address or no keys. */
export function subscribingOf({ endpoint, keys }: PushSubscriptionJSON): Subscribing | null {
  const { p256dh, auth } = keys ?? {};
  return endpoint && p256dh && auth ? { endpoint, p256dh, auth } : null;
}
