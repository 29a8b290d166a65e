/** What narrowing the inbox asks the server. */
import type { CaseFilter, Entering, EnteringBegun, KeptFilter, Narrowing, Pulse } from "../../api/generated";
import { ask } from "../../net/http";

export const narrowing = {
  all: (signal: AbortSignal) => ask<Narrowing>("GET", "/api/cases/narrowing", { signal }),
  keep: (name: string, wanted: CaseFilter) =>
    ask<readonly KeptFilter[]>("POST", "/api/cases/filters", { body: { name, wanted } }),
  forget: (id: string) =>
    ask<readonly KeptFilter[]>("DELETE", `/api/cases/filters/${encodeURIComponent(id)}`),
  pulse: (since: number, signal: AbortSignal) =>
    ask<Pulse>("GET", "/api/cases/pulse", { query: { since }, signal }),
  enter: (formId: string, body: EnteringBegun) =>
    ask<Entering>("POST", `/api/forms/${encodeURIComponent(formId)}/entering`, { body }),
} as const;
