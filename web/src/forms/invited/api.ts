/** What the page of invited people asks the server. */
import type { InvitationPage, InvitationsAdded, Inviting, LettersPosted } from "../../api/generated";
import { ask, respond } from "../../net/http";
import { saveAnswer } from "../../parts/saving";
import type { Encoding } from "../api";

const LONG_MS = 120_000;
const of = (formId: string) => `/api/forms/${encodeURIComponent(formId)}/invited`;

export const invitations = {
  list: (formId: string, shown: "all" | "waiting", after: string | null, signal: AbortSignal) =>
    ask<InvitationPage>("GET", of(formId), { query: { after, shown }, signal }),
  add: (formId: string, body: Inviting) =>
    ask<InvitationsAdded>("POST", of(formId), { body, timeoutMs: LONG_MS }),
  withdraw: (formId: string, id: string) =>
    ask<InvitationPage>("POST", `${of(formId)}/${encodeURIComponent(id)}/withdraw`),
  /** Write to everybody who has not answered, piece by piece; how many letters go out. */
  write: async (formId: string): Promise<number> => {
    let posted = 0;
    for (;;) {
      const done = await ask<LettersPosted>("POST", `${of(formId)}/letters`, { timeoutMs: LONG_MS });
      posted += done.posted;
      if (done.left === 0 || done.posted === 0) return posted;
    }
  },
  save: async (formId: string, form_as: Encoding) => {
    const answer = await respond("POST", `${of(formId)}/export`, { query: { form_as }, timeoutMs: LONG_MS });
    await saveAnswer(answer, `invited-${formId}.csv`);
  },
} as const;
