/** What is asked of the server about notifications: one's own, and the body's rules. */
import type { BodyNotifications, Choice, NotificationRules, OwnNotifications } from "../api/generated";
import { ask } from "../net/http";

const MINE = "/api/me/notifications";
const BODY = "/api/administration/notifications";

export const notifications = {
  own: (signal?: AbortSignal) => ask<OwnNotifications>("GET", MINE, { signal }),
  choose: (body: Choice) => ask<OwnNotifications>("PUT", MINE, { body }),
  /** To this browser, at once. */
  tryHere: () => ask<void>("POST", `${MINE}/device/trial`),
  /** A letter to my own address. */
  tryMail: () => ask<void>("POST", `${MINE}/mail/trial`),
  rules: (signal: AbortSignal) => ask<BodyNotifications>("GET", BODY, { signal }),
  saveRules: (body: NotificationRules, revision: string) =>
    ask<BodyNotifications>("PUT", BODY, { body, query: { revision } }),
} as const;
