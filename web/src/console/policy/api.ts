/** What the policy page asks the server. */
import type { Policy, PolicyPage, PolicyPreview, Simulation } from "../../api/generated";
import { ask, type Query } from "../../net/http";

const POLICY = "/api/administration/policy";

export const policies = {
  page: (signal: AbortSignal) => ask<PolicyPage>("GET", POLICY, { signal }),
  preview: (body: Policy, signal: AbortSignal) =>
    ask<PolicyPreview>("POST", `${POLICY}/preview`, { body, signal }),
  set: (body: Policy) => ask<PolicyPage>("PUT", POLICY, { body }),
  undo: (seq: number) => ask<PolicyPage>("POST", `${POLICY}/changes/${seq}/undo`),
  forget: (face: string) => ask<PolicyPage>("DELETE", `${POLICY}/faces/${encodeURIComponent(face)}`),
  simulate: (query: Query, signal: AbortSignal) =>
    ask<Simulation>("GET", `${POLICY}/simulation`, { query, signal }),
} as const;
