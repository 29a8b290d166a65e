/** What the screens of opinions ask the server. */
import type { OpinionAsked, OpinionAskedOfMe, OpinionsAskedOfMe, OpinionView } from "../../api/generated";
import { ask } from "../../net/http";

const of = (caseId: string) => `/api/cases/${encodeURIComponent(caseId)}/opinions`;

export const opinions = {
  mine: (signal: AbortSignal) => ask<OpinionsAskedOfMe>("GET", "/api/opinions", { signal }),
  give: (id: string, answer: string) =>
    ask<OpinionAskedOfMe>("POST", `/api/opinions/${encodeURIComponent(id)}/answer`, { body: { answer } }),
  list: (caseId: string, signal: AbortSignal) => ask<readonly OpinionView[]>("GET", of(caseId), { signal }),
  ask: (caseId: string, body: OpinionAsked) => ask<readonly OpinionView[]>("POST", of(caseId), { body }),
  withdraw: (caseId: string, id: string) =>
    ask<readonly OpinionView[]>("POST", `${of(caseId)}/${encodeURIComponent(id)}/withdraw`),
} as const;
