/** What the screens of broadcasts ask the server. */
import type {
  BroadcastAddressees,
  BroadcastAnswer,
  BroadcastDraft,
  BroadcastFigures,
  BroadcastMade,
  BroadcastPage,
  BroadcastPreview,
  BroadcastTemplates,
  BroadcastView,
  BroadcastWanted,
  CallList,
  CallNote,
  EmergencyContact,
  MusterCalled,
  MusterPeople,
  MusterStage,
  Musters,
  MusterView,
  NewBroadcast,
  OwnBroadcasts,
  OwnMusters,
  ReachedPage,
  Stages,
} from "../api/generated";
import { ask, respond } from "../net/http";
import { saveAnswer } from "../parts/saving";

/** What is said in an answer; what is left out was not said. */
export type GivenAnswer = Partial<BroadcastAnswer> & Pick<BroadcastAnswer, "choice">;

const PATH = "/api/broadcasts";
const one = (id: string) => `${PATH}/${encodeURIComponent(id)}`;
const call = (id: string, member: string) => `${one(id)}/calls/${encodeURIComponent(member)}`;

export const broadcasts = {
  mine: (signal?: AbortSignal) =>
    ask<OwnBroadcasts>("GET", `${PATH}/mine`, signal === undefined ? {} : { signal }),
  onDevice: (ids: readonly string[]) => ask<void>("POST", `${PATH}/device`, { body: { ids } }),
  seen: (id: string) => ask<void>("POST", `${one(id)}/seen`),
  confirm: (id: string) => ask<OwnBroadcasts>("POST", `${one(id)}/confirm`),
  answer: (id: string, body: GivenAnswer) => ask<OwnBroadcasts>("POST", `${one(id)}/answer`, { body }),
  answerFor: (id: string, member: string, body: GivenAnswer) =>
    ask<void>("PUT", `${one(id)}/people/${encodeURIComponent(member)}/answer`, { body }),
  list: (before: string | null, signal: AbortSignal) =>
    ask<BroadcastPage>("GET", PATH, { query: { before }, signal }),
  one: (id: string, signal: AbortSignal) => ask<BroadcastView>("GET", one(id), { signal }),
  people: (id: string, which: string, department: string, after: string | null, signal: AbortSignal) =>
    ask<ReachedPage>("GET", `${one(id)}/people`, {
      query: { which, department_id: department, after: after ?? 0 },
      signal,
    }),
  preview: (body: BroadcastWanted) => ask<BroadcastPreview>("POST", `${PATH}/preview`, { body }),
  send: (body: NewBroadcast) => ask<BroadcastMade>("POST", PATH, { body }),
  repeat: (id: string) => ask<void>("POST", `${one(id)}/repeat`),
  end: (id: string) => ask<void>("POST", `${one(id)}/end`),
  calls: (id: string, signal: AbortSignal) => ask<CallList>("GET", `${one(id)}/calls`, { signal }),
  call: (id: string, member: string, body: CallNote) => ask<CallList>("PUT", call(id, member), { body }),
  giveBack: (id: string, member: string) => ask<CallList>("DELETE", call(id, member)),
  templates: (signal: AbortSignal) => ask<BroadcastTemplates>("GET", `${PATH}/templates`, { signal }),
  addTemplate: (body: BroadcastDraft) => ask<BroadcastTemplates>("POST", `${PATH}/templates`, { body }),
  addressees: (signal: AbortSignal) => ask<BroadcastAddressees>("GET", `${PATH}/addressees`, { signal }),
  figures: (id: string, signal: AbortSignal) =>
    ask<BroadcastFigures>("GET", `${one(id)}/figures`, { signal }),
  savePaper: async (id: string) => saveAnswer(await respond("POST", `${one(id)}/report`), "broadcast.pdf"),
  exportPath: (id: string) => `${one(id)}/export`,
} as const;

const MUSTERS = "/api/musters";
const muster = (id: string) => `${MUSTERS}/${encodeURIComponent(id)}`;
const stage = (id: string) => `${MUSTERS}/stages/${encodeURIComponent(id)}`;

export const musters = {
  mine: (signal: AbortSignal) => ask<OwnMusters>("GET", `${MUSTERS}/mine`, { signal }),
  arrive: (id: string, place: number | null) =>
    ask<OwnMusters>("PUT", `${muster(id)}/place`, { body: { place } }),
  list: (signal: AbortSignal) => ask<Musters>("GET", MUSTERS, { signal }),
  one: (id: string, signal: AbortSignal) => ask<MusterView>("GET", muster(id), { signal }),
  people: (id: string, after: string | null, signal: AbortSignal) =>
    ask<MusterPeople>("GET", `${muster(id)}/people`, { query: { after: after ?? 0 }, signal }),
  register: (id: string, member: string, place: number | null) =>
    ask<void>("PUT", `${muster(id)}/people/${encodeURIComponent(member)}/place`, { body: { place } }),
  stages: (signal: AbortSignal) => ask<Stages>("GET", `${MUSTERS}/stages`, { signal }),
  addStage: (body: MusterStage) => ask<Stages>("POST", `${MUSTERS}/stages`, { body }),
  deleteStage: (id: string) => ask<Stages>("DELETE", stage(id)),
  call: (id: string, is_drill: boolean, key: string) =>
    ask<MusterCalled>("POST", `${stage(id)}/call`, { body: { is_drill, key } }),
} as const;

const OWN_CONTACT = "/api/me/emergency-contact";

export const contacts = {
  own: (signal: AbortSignal) => ask<EmergencyContact>("GET", OWN_CONTACT, { signal }),
  keep: (body: EmergencyContact) => ask<EmergencyContact>("PUT", OWN_CONTACT, { body }),
  lookUp: (broadcast: string, member: string) =>
    ask<EmergencyContact>("POST", `${call(broadcast, member)}/contact`),
} as const;
