/** What the pages for reading records ask the server. */
import type {
  NewRequest,
  RecordPage,
  RecordRequest,
  RecordRequests,
  RecordRules,
  RecordRulesTold,
  RoomChoices,
} from "../../api/generated";
import type { Id } from "../../model/types";
import { ask } from "../../net/http";

const BASE = "/api/administration/records";
const request = (id: Id) => `${BASE}/requests/${encodeURIComponent(id)}`;

export type Deed = "consent" | "refuse" | "withdraw";

export const records = {
  requests: (signal: AbortSignal) => ask<RecordRequests>("GET", `${BASE}/requests`, { signal }),
  ask: (body: NewRequest) => ask<RecordRequest>("POST", `${BASE}/requests`, { body }),
  act: (id: Id, deed: Deed) => ask<RecordRequest>("POST", `${request(id)}/${deed}`),
  page: (id: Id, after: string | null, signal: AbortSignal) =>
    ask<RecordPage>("POST", `${request(id)}/pages`, { body: { after }, signal }),
  rooms: (q: string, signal: AbortSignal) =>
    ask<RoomChoices>("GET", `${BASE}/rooms`, { query: { q }, signal }),
  rules: (signal: AbortSignal) => ask<RecordRulesTold>("GET", `${BASE}/rules`, { signal }),
  changeRules: (body: RecordRules, revision: string) =>
    ask<RecordRulesTold>("PUT", `${BASE}/rules`, { body, query: { revision } }),
} as const;

export const exportUrl = (id: Id, format: "jsonl" | "csv" | "html") =>
  `${request(id)}/export?format=${format}`;
