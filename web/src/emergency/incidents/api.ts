/** What the screens of incidents ask the server. */
import type {
  Chronology,
  ChronologyChange,
  ChronologyEntry,
  ChronologyMade,
  FieldReport,
  HazardAreas,
  IncidentChange,
  IncidentMade,
  IncidentMap,
  IncidentPersons,
  Incidents,
  IncidentView,
  NewChronologyEntry,
  NewIncident,
  OwnPosition,
  OwnReports,
  Review,
  ReviewView,
  SharedPosition,
  SituationDraft,
  Situations,
  SituationView,
} from "../../api/generated";
import { ask, respond } from "../../net/http";
import { saveAnswer } from "../../parts/saving";
import { noteIncidents } from "../../state";

const PATH = "/api/incidents";
const one = (id: string) => `${PATH}/${encodeURIComponent(id)}`;
const situation = (id: string, form: string) => `${one(id)}/situation/${encodeURIComponent(form)}`;
const entry = (id: string, number: number) => `${one(id)}/chronology/${number}`;

/** Which entries are shown. */
export interface Filter {
  readonly status: string;
  readonly kind: string;
  /** The id of who is responsible, or "nobody". */
  readonly responsible: string;
  readonly query: string;
}

export const incidents = {
  /** Also tells the places around every page, which show what goes on. */
  list: async (signal?: AbortSignal) => {
    const found = await ask<Incidents>("GET", PATH, signal === undefined ? {} : { signal });
    noteIncidents(found);
    return found;
  },
  view: (id: string, signal: AbortSignal) => ask<IncidentView>("GET", one(id), { signal }),
  open: (body: NewIncident) => ask<IncidentMade>("POST", PATH, { body }),
  change: (id: string, body: IncidentChange) => ask<IncidentView>("PUT", one(id), { body }),
  end: (id: string) => ask<IncidentView>("POST", `${one(id)}/end`),
  reopen: (id: string) => ask<IncidentView>("POST", `${one(id)}/reopen`),
  people: (id: string, signal: AbortSignal) => ask<IncidentPersons>("GET", `${one(id)}/people`, { signal }),
  addPeople: (id: string, member_ids: readonly string[]) =>
    ask<IncidentPersons>("POST", `${one(id)}/people`, { body: { member_ids } }),
  removePerson: (id: string, member: string) =>
    ask<void>("DELETE", `${one(id)}/people/${encodeURIComponent(member)}`),
  chronology: (id: string, filter: Filter, before: string, known: number, signal?: AbortSignal) =>
    ask<Chronology>("GET", `${one(id)}/chronology`, {
      query: {
        status: filter.status,
        kind: filter.kind,
        responsible: filter.responsible,
        q: filter.query,
        before,
        known,
      },
      ...(signal === undefined ? {} : { signal }),
    }),
  write: (id: string, body: NewChronologyEntry) =>
    ask<ChronologyMade>("POST", `${one(id)}/chronology`, { body }),
  rewrite: (id: string, number: number, body: ChronologyChange) =>
    ask<void>("PUT", entry(id, number), { body }),
  move: (id: string, number: number, status: ChronologyEntry["status"]) =>
    ask<void>("PUT", `${entry(id, number)}/status`, { body: { status } }),
  strike: (id: string, number: number, reason: string) =>
    ask<void>("POST", `${entry(id, number)}/strike`, { body: { reason } }),
  save: async (id: string) =>
    saveAnswer(await respond("POST", `${one(id)}/chronology/export`), "chronology.csv"),
  savePaper: async (id: string) => saveAnswer(await respond("POST", `${one(id)}/record`), "incident.pdf"),
  saveProof: async (id: string) => saveAnswer(await respond("POST", `${one(id)}/proof`), "incident.jsonl"),
  saveMap: async (id: string) =>
    saveAnswer(await respond("POST", `${one(id)}/map/paper`), "incident-map.pdf"),
  review: (id: string, signal: AbortSignal) => ask<ReviewView>("GET", `${one(id)}/review`, { signal }),
  writeReview: (id: string, body: Review) => ask<ReviewView>("PUT", `${one(id)}/review`, { body }),
  situations: (id: string, signal: AbortSignal) => ask<Situations>("GET", `${one(id)}/situation`, { signal }),
  nextSituation: (id: string, form: string, signal: AbortSignal) =>
    ask<SituationView>("GET", situation(id, form), { signal }),
  keepSituation: (id: string, form: string, body: SituationDraft) =>
    ask<SituationView>("PUT", situation(id, form), { body }),
  issueSituation: (id: string, form: string, revision: number) =>
    ask<SituationView>("POST", `${situation(id, form)}/issue`, { body: { revision } }),
  saveSituation: async (id: string, form: string, number: number, as: "pdf" | "workbook") =>
    saveAnswer(
      await respond("POST", `${situation(id, form)}/${number}/${as}`),
      as === "pdf" ? "situation.pdf" : "situation.xlsx",
    ),
  map: (id: string, signal: AbortSignal) => ask<IncidentMap>("GET", `${one(id)}/map`, { signal }),
  hazards: (id: string, signal: AbortSignal) => ask<HazardAreas>("GET", `${one(id)}/hazards`, { signal }),
  position: (id: string, signal: AbortSignal) => ask<OwnPosition>("GET", `${one(id)}/position`, { signal }),
  sharePosition: (id: string, body: SharedPosition) =>
    ask<OwnPosition>("PUT", `${one(id)}/position`, { body }),
  withdrawPosition: (id: string) => ask<void>("DELETE", `${one(id)}/position`),
  report: (id: string, body: FieldReport) => ask<OwnReports>("POST", `${one(id)}/reports`, { body }),
  ownReports: (id: string, signal: AbortSignal) =>
    ask<OwnReports>("GET", `${one(id)}/reports/mine`, { signal }),
} as const;
