/** What the screens of identity ask the server. */
import type {
  IdentityTermsChange,
  IdentityTermsView,
  IdentityView,
  ProviderChange,
  ProvidersView,
  ProviderView,
  SignedFile,
} from "../api/generated";
import { ask } from "../net/http";

const PROVIDERS = "/api/administration/identity";
const termsOf = (formId: string) => `/api/forms/${encodeURIComponent(formId)}/identity`;

export type Profile = ProviderView["profile"];

export const identity = {
  ofCase: (caseId: string, signal: AbortSignal) =>
    ask<IdentityView>("GET", `/api/cases/${encodeURIComponent(caseId)}/identity`, { signal }),
  signed: (caseId: string) => ask<SignedFile>("POST", `/api/cases/${encodeURIComponent(caseId)}/signed`),
  terms: (formId: string, signal: AbortSignal) => ask<IdentityTermsView>("GET", termsOf(formId), { signal }),
  saveTerms: (formId: string, body: IdentityTermsChange) =>
    ask<IdentityTermsView>("PUT", termsOf(formId), { body }),
  providers: (signal: AbortSignal) => ask<ProvidersView>("GET", PROVIDERS, { signal }),
  saveProvider: (profile: Profile, body: ProviderChange) =>
    ask<ProvidersView>("PUT", `${PROVIDERS}/${profile}`, { body }),
  makeKey: (profile: Profile) => ask<ProvidersView>("POST", `${PROVIDERS}/${profile}/key`),
} as const;
