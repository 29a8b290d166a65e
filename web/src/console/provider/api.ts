/** What the page of the provider asks the server. */
import type { ConnectionView, NewTerms, SubjectLinks, Trial } from "../../api/generated";
import type { Id } from "../../model/types";
import { ask } from "../../net/http";

const PROVIDER = "/api/administration/sign-in/provider";
/** The provider may take its time; the server gives it a few seconds for each step. */
const TRIAL_MS = 60_000;

export const provider = {
  get: (signal: AbortSignal) => ask<ConnectionView>("GET", PROVIDER, { signal }),
  save: (body: NewTerms, revision: string) =>
    ask<ConnectionView>("PUT", PROVIDER, { body, query: { revision } }),
  makeKey: () => ask<ConnectionView>("POST", `${PROVIDER}/key`),
  test: () => ask<Trial>("POST", `${PROVIDER}/test`, { timeoutMs: TRIAL_MS }),
  links: (q: string, signal: AbortSignal) =>
    ask<SubjectLinks>("GET", `${PROVIDER}/links`, { query: { q }, signal }),
  unlink: (id: Id) => ask<void>("DELETE", `${PROVIDER}/links/${encodeURIComponent(id)}`),
} as const;
