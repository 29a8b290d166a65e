/** What the screens of hand-overs ask the server. */
import type { Handover, Handovers, NewHandovers } from "../api/generated";
import type { Id } from "../model/types";
import { ask } from "../net/http";

export const DRAFT = "draft";
const one = (id: Id) => `/api/handovers/${encodeURIComponent(id)}`;
const mark = (id: Id, message: Id) => `${one(id)}/marks/${encodeURIComponent(message)}`;

export const handovers = {
  all: (signal: AbortSignal) => ask<Handovers>("GET", "/api/handovers", { signal }),
  fresh: (signal: AbortSignal) => ask<NewHandovers>("GET", "/api/handovers/new", { signal }),
  one: (id: Id, signal: AbortSignal) => ask<Handover>("GET", one(id), { signal }),
  write: (id: Id, note: string) => ask<void>("PUT", `${one(id)}/note`, { body: { note } }),
  mark: (id: Id, message: Id, comment: string | null) =>
    ask<void>("PUT", mark(id, message), { body: { comment } }),
  unmark: (id: Id, message: Id) => ask<void>("DELETE", mark(id, message)),
  seen: (id: Id) => ask<void>("POST", `${one(id)}/seen`),
} as const;
