/** What the editor of letters asks the server. */
import type { LetterTemplate, LetterTemplateChange, LetterTemplates } from "../../api/generated";
import { ask, respond } from "../../net/http";
import { saveAnswer } from "../../parts/saving";

const LONG_MS = 120_000;
const of = (formId: string) => `/api/forms/${encodeURIComponent(formId)}/letters`;
const one = (formId: string, letterId: string) => `${of(formId)}/${encodeURIComponent(letterId)}`;

export const letters = {
  list: (formId: string, signal: AbortSignal) => ask<LetterTemplates>("GET", of(formId), { signal }),
  add: (formId: string, body: LetterTemplateChange) => ask<LetterTemplates>("POST", of(formId), { body }),
  change: (formId: string, letterId: string, body: LetterTemplateChange) =>
    ask<LetterTemplates>("PUT", one(formId, letterId), { body }),
  remove: (formId: string, letterId: string) => ask<LetterTemplates>("DELETE", one(formId, letterId)),
  sample: async (formId: string, body: LetterTemplate) =>
    saveAnswer(await respond("POST", `${of(formId)}/sample`, { body, timeoutMs: LONG_MS }), "sample.pdf"),
} as const;
