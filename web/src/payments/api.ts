/** What the screens of payments ask the server. */
import type {
  BooksExport,
  BooksOfDay,
  CardAccountChange,
  CardAccountView,
  ChargeAsk,
  ChargeView,
  PaymentTermsChange,
  PaymentTermsView,
  Receiving,
  RefundAsk,
  SettlementRead,
  Waiving,
} from "../api/generated";
import { ask, respond } from "../net/http";
import { saveAnswer } from "../parts/saving";

const LONG_MS = 120_000;
const ACCOUNT = "/api/administration/payments/account";
const of = (caseId: string) => `/api/cases/${encodeURIComponent(caseId)}/charge`;
const termsOf = (formId: string) => `/api/forms/${encodeURIComponent(formId)}/payment-terms`;

export const payments = {
  charge: (caseId: string, signal: AbortSignal) => ask<ChargeView>("GET", of(caseId), { signal }),
  ask: (caseId: string, body: ChargeAsk) => ask<ChargeView>("POST", `${of(caseId)}/ask`, { body }),
  waive: (caseId: string, body: Waiving) => ask<ChargeView>("POST", `${of(caseId)}/waive`, { body }),
  receive: (caseId: string, body: Receiving) => ask<ChargeView>("POST", `${of(caseId)}/receive`, { body }),
  refund: (caseId: string, body: RefundAsk) => ask<ChargeView>("POST", `${of(caseId)}/refund`, { body }),
  terms: (formId: string, signal: AbortSignal) => ask<PaymentTermsView>("GET", termsOf(formId), { signal }),
  saveTerms: (formId: string, body: PaymentTermsChange) =>
    ask<PaymentTermsView>("PUT", termsOf(formId), { body }),
  day: (day: string, signal: AbortSignal) =>
    ask<BooksOfDay>("GET", "/api/payments/day", { query: { day }, signal }),
  readSettlement: (data: string) =>
    ask<SettlementRead>("POST", "/api/payments/settlement", { body: { data }, timeoutMs: LONG_MS }),
  save: async (body: BooksExport) => {
    const answer = await respond("POST", "/api/payments/export", { body, timeoutMs: LONG_MS });
    await saveAnswer(answer, `${body.table}.csv`);
  },
  account: (signal: AbortSignal) => ask<CardAccountView>("GET", ACCOUNT, { signal }),
  saveAccount: (body: CardAccountChange) => ask<CardAccountView>("PUT", ACCOUNT, { body }),
} as const;
