/** What the page of consents asks the server. */
import type { Asked, Consents, ConsentView } from "../../api/generated";
import type { Id } from "../../model/types";
import { ask } from "../../net/http";

const BASE = "/api/administration/consents";
const LONG_MS = 120_000;

export type Deed = "consent" | "refuse" | "withdraw";

/** What exactly is to be done, and why. */
export interface Wanted {
  readonly act: Asked["act"];
  readonly wanted: unknown;
}

export const consents = {
  all: (signal: AbortSignal) => ask<Consents>("GET", BASE, { signal }),
  ask: (wanted: Wanted, reason: string) =>
    ask<ConsentView>("POST", BASE, { body: { ...wanted, reason }, timeoutMs: LONG_MS }),
  act: (id: Id, deed: Deed) =>
    ask<ConsentView>("POST", `${BASE}/${encodeURIComponent(id)}/${deed}`, { timeoutMs: LONG_MS }),
  seen: () => ask<void>("POST", `${BASE}/seen`),
} as const;
