/** What the screens about guests ask the server. */
import type {
  Guest,
  GuestPage,
  GuestRules,
  GuestRulesTold,
  Invitations,
  Invited,
  NewInvitation,
  OpenedInvitation,
  OwnGuests,
} from "../api/generated";
import type { Id } from "../model/types";
import { ask, type Query } from "../net/http";

const guest = (id: Id) => `/api/guests/${encodeURIComponent(id)}`;
const invitation = (id: Id) => `/api/guests/invitations/${encodeURIComponent(id)}`;
const CONSOLE = "/api/administration/guests";

export const guests = {
  own: (signal: AbortSignal) => ask<OwnGuests>("GET", "/api/guests", { signal }),
  rules: (signal: AbortSignal) => ask<GuestRulesTold>("GET", "/api/guests/rules", { signal }),
  invite: (body: NewInvitation) => ask<Invited>("POST", "/api/guests/invitations", { body }),
  sendAgain: (id: Id) => ask<Invited>("POST", `${invitation(id)}/send`),
  consent: (id: Id) => ask<Invited>("POST", `${invitation(id)}/consent`),
  decline: (id: Id) => ask<void>("POST", `${invitation(id)}/decline`),
  withdraw: (id: Id) => ask<void>("DELETE", invitation(id)),
  renew: (id: Id, ends_on: string) => ask<Guest>("POST", `${guest(id)}/renew`, { body: { ends_on } }),
  changeSponsor: (id: Id, member_id: Id) => ask<void>("PUT", `${guest(id)}/sponsor`, { body: { member_id } }),
  end: (id: Id) => ask<void>("POST", `${guest(id)}/end`),

  all: (query: Query, signal: AbortSignal) => ask<GuestPage>("GET", CONSOLE, { query, signal }),
  invitations: (query: Query, signal: AbortSignal) =>
    ask<Invitations>("GET", `${CONSOLE}/invitations`, { query, signal }),
  setRules: (body: GuestRules, revision: string) =>
    ask<GuestRulesTold>("PUT", `${CONSOLE}/rules`, { body, query: { revision } }),

  open: (token: string) => ask<OpenedInvitation>("POST", "/api/guest-invitation", { body: { token } }),
  accept: (token: string, password: string) =>
    ask<{ organization_id: Id; login: string }>("POST", "/api/guest-invitation/accept", {
      body: { token, password },
    }),
} as const;

export const EXPORT_URL = `${CONSOLE}/export`;

/** The whole address of a link that could not be mailed; a path is one at this entrance. */
export const linkOf = (link: string) => new URL(link, location.origin).href;
