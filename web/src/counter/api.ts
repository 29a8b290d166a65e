/** What the screens of the counter ask the server. */
import type {
  ApprovalAsked,
  Approving,
  CaseFilter,
  CaseMove,
  CaseView,
  CorrectionAsked,
  Inbox,
  ManyCases,
} from "../api/generated";
import { ask, respond } from "../net/http";

const CASES = "/api/cases";
const one = (id: string) => `${CASES}/${encodeURIComponent(id)}`;

export type View = "new" | "mine" | "applicant" | "approval" | "due" | "open" | "closed";

export const cases = {
  list: (wanted: CaseFilter, after: string | null, signal: AbortSignal) =>
    ask<Inbox>("GET", CASES, { query: { ...wanted, after }, signal }),
  one: (id: string, signal?: AbortSignal) => ask<CaseView>("GET", one(id), { signal }),
  look: (id: string) => ask<void>("POST", `${one(id)}/look`),
  move: (id: string, body: CaseMove) => ask<CaseView>("POST", `${one(id)}/move`, { body }),
  own: (id: string, owner_id: string | null) =>
    ask<CaseView>("PUT", `${one(id)}/owner`, { body: { owner_id } }),
  note: (id: string, text: string) => ask<CaseView>("POST", `${one(id)}/notes`, { body: { text } }),
  write: (id: string, text: string, file_ids: readonly string[] = []) =>
    ask<CaseView>("POST", `${one(id)}/messages`, { body: { text, file_ids } }),
  askCorrection: (id: string, body: CorrectionAsked) =>
    ask<CaseView>("POST", `${one(id)}/correction`, { body }),
  withdrawCorrection: (id: string) => ask<CaseView>("POST", `${one(id)}/correction/withdraw`),
  askApproval: (id: string, body: ApprovalAsked) => ask<CaseView>("POST", `${one(id)}/approval`, { body }),
  withdrawApproval: (id: string) => ask<CaseView>("POST", `${one(id)}/approval/withdraw`),
  approve: (id: string, body: Approving) => ask<CaseView>("POST", `${one(id)}/approve`, { body }),
  seen: (id: string) => ask<CaseView>("POST", `${one(id)}/seen`),
  filePath: (id: string, file: string) => `${one(id)}/files/${encodeURIComponent(file)}`,
  many: (body: ManyCases) => ask<void>("POST", `${CASES}/many`, { body }),
  exportMany: (case_ids: readonly string[]) =>
    respond("POST", `${CASES}/many/export`, { body: { case_ids } }),
} as const;
