/** What the screens of deliverables ask the server. */
import type {
  CaseDeliverables,
  DeliverableView,
  DeliverableWithdrawal,
  FileHandedOver,
  ManyLetters,
} from "../../api/generated";
import { api } from "../../net/api";
import { ask, respond } from "../../net/http";
import { saveAnswer } from "../../parts/saving";

const LONG_MS = 120_000;
const of = (caseId: string) => `/api/cases/${encodeURIComponent(caseId)}`;

export const deliverables = {
  list: (caseId: string, signal: AbortSignal) =>
    ask<CaseDeliverables>("GET", `${of(caseId)}/deliverables`, { signal }),
  order: (caseId: string, letter_id: string) =>
    ask<CaseDeliverables>("POST", `${of(caseId)}/letters`, { body: { letter_id } }),
  sample: async (caseId: string, letter_id: string) =>
    saveAnswer(
      await respond("POST", `${of(caseId)}/letters/sample`, { body: { letter_id }, timeoutMs: LONG_MS }),
      "sample.pdf",
    ),
  send: (file: File) => api.upload(file, file.name, () => undefined).done,
  handOver: (caseId: string, body: FileHandedOver) =>
    ask<CaseDeliverables>("POST", `${of(caseId)}/deliverables`, { body }),
  withdraw: (caseId: string, one: DeliverableView, body: DeliverableWithdrawal) =>
    ask<CaseDeliverables>("POST", `${of(caseId)}/deliverables/${encodeURIComponent(one.id)}/withdraw`, {
      body,
    }),
  orderMany: (body: ManyLetters) =>
    ask<void>("POST", "/api/cases/many/letters", { body, timeoutMs: LONG_MS }),
} as const;

export const fileUrl = (fileId: string) => `/api/files/${encodeURIComponent(fileId)}/content?download=true`;
