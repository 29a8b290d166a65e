/** What the screens of forms ask the server. */
import type {
  ApplicationPage,
  ApplicationView,
  DraftChange,
  DraftSaved,
  Draw,
  FormDocument,
  FormFigures,
  FormPage,
  FormTerms,
  FormView,
  NewForm,
  PreviewedPage,
  Previewing,
  RightHeld,
  VersionView,
  Withdrawal,
} from "../api/generated";
import { ask, respond } from "../net/http";
import { saveAnswer } from "../parts/saving";

const FORMS = "/api/forms";
const LONG_MS = 120_000;
const one = (id: string) => `${FORMS}/${encodeURIComponent(id)}`;
const application = (id: string) => `/api/applications/${encodeURIComponent(id)}`;

/** A form that others begin from. */
export interface Template {
  readonly key: string;
  readonly title: string;
  readonly summary: string;
}

export type Encoding = "csv" | "csv-sjis";

export const forms = {
  list: (after: string | null, signal: AbortSignal) =>
    ask<FormPage>("GET", FORMS, { query: { after }, signal }),
  templates: (signal: AbortSignal) => ask<Template[]>("GET", `${FORMS}/templates`, { signal }),
  template: (key: string) => ask<FormDocument>("GET", `${FORMS}/templates/${encodeURIComponent(key)}`),
  make: (body: NewForm) => ask<FormView>("POST", FORMS, { body }),
  one: (id: string, signal?: AbortSignal) => ask<FormView>("GET", one(id), { signal }),
  saveDraft: (id: string, body: DraftChange) => ask<DraftSaved>("PUT", `${one(id)}/draft`, { body }),
  preview: (id: string, body: Previewing, signal?: AbortSignal) =>
    ask<PreviewedPage>("POST", `${one(id)}/preview`, { body, signal }),
  publish: (id: string, revision: number) =>
    ask<FormView>("POST", `${one(id)}/publish`, { body: { revision } }),
  saveTerms: (id: string, body: FormTerms) => ask<FormView>("PUT", `${one(id)}/terms`, { body }),
  share: (id: string, rights: readonly RightHeld[]) =>
    ask<FormView>("PUT", `${one(id)}/rights`, { body: { rights } }),
  close: (id: string) => ask<FormView>("POST", `${one(id)}/close`),
  reopen: (id: string) => ask<FormView>("POST", `${one(id)}/reopen`),
  version: (id: string, number: number, signal?: AbortSignal) =>
    ask<VersionView>("GET", `${one(id)}/versions/${number}`, { signal }),

  applications: (id: string, q: string, before: string | null, signal: AbortSignal) =>
    ask<ApplicationPage>("GET", `${one(id)}/applications`, { query: { q, before }, signal }),
  application: (id: string, signal: AbortSignal) => ask<ApplicationView>("GET", application(id), { signal }),
  withdraw: (id: string, body: Withdrawal) =>
    ask<ApplicationView>("POST", `${application(id)}/withdraw`, { body }),
  draws: (id: string, signal: AbortSignal) => ask<Draw[]>("GET", `${one(id)}/draws`, { signal }),
  draw: (id: string, question: string) =>
    ask<Draw[]>("POST", `${one(id)}/draws/${encodeURIComponent(question)}`, { timeoutMs: LONG_MS }),
  openSealed: (id: string) => ask<ApplicationView>("POST", `${application(id)}/open`),
  figures: (id: string, signal: AbortSignal) =>
    ask<FormFigures>("GET", `${one(id)}/figures`, { signal, timeoutMs: LONG_MS }),
  save: async (id: string, form_as: Encoding) => {
    const answer = await respond("POST", `${one(id)}/applications/export`, {
      query: { form_as },
      timeoutMs: LONG_MS,
    });
    await saveAnswer(answer, `applications-${id}.csv`);
  },
} as const;
