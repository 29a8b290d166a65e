/** What the screens of forms ask the server. */
import type {
  ApplicationPage,
  ApplicationView,
  BuildingNow,
  CrossFigures,
  DraftChange,
  DraftSaved,
  Draw,
  FormDocument,
  FormFigures,
  FormPage,
  FormPicture,
  FormRules,
  FormRulesChange,
  FormTerms,
  FormView,
  FrequentWords,
  Funnel,
  NewForm,
  PreviewedPage,
  Previewing,
  ProcedureChange,
  ProcedureView,
  Publication,
  RightHeld,
  TakenPlaces,
  TemplateRow,
  VersionComparison,
  VersionView,
  Withdrawal,
} from "../api/generated";
import { api } from "../net/api";
import { ask, respond } from "../net/http";
import { saveAnswer } from "../parts/saving";

const FORMS = "/api/forms";
const LONG_MS = 120_000;
const FILES_MS = 30 * 60_000;
const one = (id: string) => `${FORMS}/${encodeURIComponent(id)}`;
const application = (id: string) => `/api/applications/${encodeURIComponent(id)}`;

export type Encoding = "csv" | "csv-sjis";

export const MARKS = ["star", "ask", "done"] as const;
export type Mark = (typeof MARKS)[number];

/** What of the list is wanted; what is empty is not asked. */
export interface Wanted {
  readonly q: string;
  readonly since: string;
  readonly until: string;
  readonly question: string;
  readonly choice: string;
  readonly mark: Mark | null;
}

/** Of which days and which version something is counted. */
export interface FiguresOf {
  readonly since: string;
  readonly until: string;
  readonly form_version: number | null;
}

export const forms = {
  list: (after: string | null, signal: AbortSignal) =>
    ask<FormPage>("GET", FORMS, { query: { after }, signal }),
  templates: (signal: AbortSignal) => ask<readonly TemplateRow[]>("GET", `${FORMS}/templates`, { signal }),
  template: (key: string) => ask<FormDocument>("GET", `${FORMS}/templates/${encodeURIComponent(key)}`),
  keepTemplate: (id: string) => ask<TemplateRow>("POST", `${one(id)}/template`),
  shareTemplate: (key: string, is_shared: boolean) =>
    ask<readonly TemplateRow[]>("PUT", `${FORMS}/templates/${encodeURIComponent(key)}`, {
      body: { is_shared },
    }),
  removeTemplate: (key: string) =>
    ask<readonly TemplateRow[]>("DELETE", `${FORMS}/templates/${encodeURIComponent(key)}`),
  make: (body: NewForm) => ask<FormView>("POST", FORMS, { body }),
  one: (id: string, signal?: AbortSignal) => ask<FormView>("GET", one(id), { signal }),
  saveDraft: (id: string, body: DraftChange) => ask<DraftSaved>("PUT", `${one(id)}/draft`, { body }),
  /** A picture that explanations of the form can show: sent as any file, then made anew for the form. */
  makePicture: async (id: string, file: File) => {
    const { id: file_id } = await api.upload(file, file.name, () => undefined).done;
    return await ask<FormPicture>("POST", `${one(id)}/pictures`, { body: { file_id }, timeoutMs: LONG_MS });
  },
  building: (id: string, signal: AbortSignal) => ask<BuildingNow>("POST", `${one(id)}/building`, { signal }),
  preview: (id: string, body: Previewing, signal?: AbortSignal) =>
    ask<PreviewedPage>("POST", `${one(id)}/preview`, { body, signal }),
  publish: (id: string, body: Publication) => ask<FormView>("POST", `${one(id)}/publish`, { body }),
  agree: (id: string, body: Publication) => ask<FormView>("POST", `${one(id)}/publish/agree`, { body }),
  drop: (id: string) => ask<FormView>("POST", `${one(id)}/publish/drop`),
  rules: (signal: AbortSignal) => ask<FormRules>("GET", `${FORMS}/rules`, { signal }),
  saveRules: (body: FormRulesChange) => ask<FormRules>("PUT", `${FORMS}/rules`, { body }),
  saveTerms: (id: string, body: FormTerms) => ask<FormView>("PUT", `${one(id)}/terms`, { body }),
  share: (id: string, rights: readonly RightHeld[]) =>
    ask<FormView>("PUT", `${one(id)}/rights`, { body: { rights } }),
  close: (id: string) => ask<FormView>("POST", `${one(id)}/close`),
  reopen: (id: string) => ask<FormView>("POST", `${one(id)}/reopen`),
  procedure: (id: string, signal: AbortSignal) =>
    ask<ProcedureView>("GET", `${one(id)}/procedure`, { signal }),
  saveProcedure: (id: string, body: ProcedureChange) =>
    ask<ProcedureView>("PUT", `${one(id)}/procedure`, { body }),
  version: (id: string, number: number, signal?: AbortSignal) =>
    ask<VersionView>("GET", `${one(id)}/versions/${number}`, { signal }),

  compare: (id: string, before: number, after: number, signal: AbortSignal) =>
    ask<VersionComparison>("GET", `${one(id)}/comparison`, {
      query: { before: String(before), after: String(after) },
      signal,
    }),

  applications: (id: string, wanted: Wanted, before: string | null, signal: AbortSignal) =>
    ask<ApplicationPage>("GET", `${one(id)}/applications`, { query: { ...wanted, before }, signal }),
  chooseColumns: (id: string, columns: readonly string[]) =>
    ask<void>("PUT", `${one(id)}/applications/columns`, { body: { columns } }),
  application: (id: string, signal: AbortSignal) => ask<ApplicationView>("GET", application(id), { signal }),
  withdraw: (id: string, body: Withdrawal) =>
    ask<ApplicationView>("POST", `${application(id)}/withdraw`, { body }),
  taken: (id: string, signal: AbortSignal) => ask<TakenPlaces[]>("GET", `${one(id)}/places`, { signal }),
  draws: (id: string, signal: AbortSignal) => ask<Draw[]>("GET", `${one(id)}/draws`, { signal }),
  draw: (id: string, question: string) =>
    ask<Draw[]>("POST", `${one(id)}/draws/${encodeURIComponent(question)}`, { timeoutMs: LONG_MS }),
  openSealed: (id: string) => ask<ApplicationView>("POST", `${application(id)}/open`),
  mark: (id: string, marks: readonly Mark[]) =>
    ask<ApplicationView>("PUT", `${application(id)}/marks`, { body: { marks } }),
  note: (id: string, text: string) =>
    ask<ApplicationView>("POST", `${application(id)}/notes`, { body: { text } }),
  figures: (id: string, of: FiguresOf, signal: AbortSignal) =>
    ask<FormFigures>("GET", `${one(id)}/figures`, { query: { ...of }, signal, timeoutMs: LONG_MS }),
  cross: (id: string, rows: string, columns: string, signal: AbortSignal) =>
    ask<CrossFigures>("GET", `${one(id)}/figures/cross`, {
      query: { rows, columns },
      signal,
      timeoutMs: LONG_MS,
    }),
  words: (id: string, question: string, signal: AbortSignal) =>
    ask<FrequentWords>("GET", `${one(id)}/figures/words`, {
      query: { question },
      signal,
      timeoutMs: LONG_MS,
    }),
  funnel: (id: string, signal: AbortSignal) => ask<Funnel>("GET", `${one(id)}/figures/funnel`, { signal }),
  /** A row for each application, or, with `rows`, for each member of that repeating group. */
  save: async (id: string, form_as: Encoding, rows: string) => {
    const answer = await respond("POST", `${one(id)}/applications/export`, {
      query: { form_as, rows },
      timeoutMs: LONG_MS,
    });
    await saveAnswer(answer, `applications-${id}.csv`);
  },
  saveFiles: async (id: string) => {
    const answer = await respond("POST", `${one(id)}/applications/export-files`, { timeoutMs: FILES_MS });
    await saveAnswer(answer, `files-${id}.zip`);
  },
  filePath: (id: string, file: string) => `${application(id)}/files/${encodeURIComponent(file)}`,
} as const;
