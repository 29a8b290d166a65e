/** What the screens of broadcasts ask the server. */
import type {
  BroadcastAnswer,
  BroadcastPage,
  BroadcastPreview,
  BroadcastTemplates,
  BroadcastView,
  BroadcastWanted,
  CallList,
  CallNote,
  BroadcastMade,
  NewBroadcast,
  OwnBroadcasts,
  ReachedPage,
} from "../api/generated";
import { ask } from "../net/http";

const PATH = "/api/broadcasts";
const one = (id: string) => `${PATH}/${encodeURIComponent(id)}`;
const call = (id: string, member: string) => `${one(id)}/calls/${encodeURIComponent(member)}`;

export const broadcasts = {
  mine: (signal?: AbortSignal) =>
    ask<OwnBroadcasts>("GET", `${PATH}/mine`, signal === undefined ? {} : { signal }),
  onDevice: (ids: readonly string[]) => ask<void>("POST", `${PATH}/device`, { body: { ids } }),
  seen: (id: string) => ask<void>("POST", `${one(id)}/seen`),
  confirm: (id: string) => ask<OwnBroadcasts>("POST", `${one(id)}/confirm`),
  answer: (id: string, body: BroadcastAnswer) => ask<OwnBroadcasts>("POST", `${one(id)}/answer`, { body }),
  answerFor: (id: string, member: string, body: BroadcastAnswer) =>
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
  exportPath: (id: string) => `${one(id)}/export`,
} as const;
