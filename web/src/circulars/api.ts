/** What the screens of circulars ask the server. */
import type {
  CircularConfirming,
  CircularCounts,
  CircularPage,
  CircularParts,
  CircularPassing,
  CircularRewording,
  CircularSentOff,
  CircularStop,
  CircularView,
  NewCircular,
  RemindedPeople,
} from "../api/generated";
import { ask, respond } from "../net/http";
import { saveAnswer } from "../parts/saving";

const CIRCULARS = "/api/circulars";
const LONG_MS = 120_000;
const one = (id: string) => `${CIRCULARS}/${encodeURIComponent(id)}`;

export type View = "waiting" | "sent" | "done";
export type Which = "all" | "waiting" | "later" | "confirmed" | "passed";

export const circulars = {
  list: (view: View, after: string | null, signal: AbortSignal) =>
    ask<CircularPage>("GET", CIRCULARS, { query: { view, after }, signal }),
  counts: () => ask<CircularCounts>("GET", `${CIRCULARS}/counts`),
  one: (id: string, signal?: AbortSignal) => ask<CircularView>("GET", one(id), { signal }),
  people: (id: string, which: Which, after: string | null, signal?: AbortSignal) =>
    ask<CircularParts>("GET", `${one(id)}/people`, { query: { which, after: after ?? -1 }, signal }),
  send: (body: NewCircular) => ask<CircularSentOff>("POST", CIRCULARS, { body }),
  look: (id: string) => ask<void>("POST", `${one(id)}/look`),
  confirm: (id: string, body: CircularConfirming) =>
    ask<CircularView>("POST", `${one(id)}/confirm`, { body }),
  remind: (id: string) => ask<RemindedPeople>("POST", `${one(id)}/remind`),
  passOver: (id: string, body: CircularPassing) => ask<CircularView>("POST", `${one(id)}/pass`, { body }),
  deputise: (id: string, member: string, deputy_id: string | null) =>
    ask<CircularView>("PUT", `${one(id)}/people/${encodeURIComponent(member)}/deputy`, {
      body: { deputy_id },
    }),
  reword: (id: string, body: CircularRewording) => ask<CircularView>("PUT", `${one(id)}/wording`, { body }),
  extend: (id: string, due_on: string | null) =>
    ask<CircularView>("PUT", `${one(id)}/due`, { body: { due_on } }),
  widen: (id: string, stops: CircularStop[]) =>
    ask<CircularView>("POST", `${one(id)}/people`, { body: { stops } }),
  withdraw: (id: string, reason: string) =>
    ask<CircularView>("POST", `${one(id)}/withdraw`, { body: { reason } }),
  record: async (id: string) =>
    saveAnswer(await respond("POST", `${one(id)}/record`, { timeoutMs: LONG_MS }), `circular-${id}.pdf`),
} as const;
