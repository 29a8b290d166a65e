/** What the screens of meetings ask the server. */
import type {
  MeetingChange,
  MeetingPage,
  MeetingView,
  NewMeeting,
  ShowingPage,
  ShownPage,
} from "../api/generated";
import type { Id } from "../model/types";
import { ask } from "../net/http";

const MEETINGS = "/api/meetings";
const one = (id: Id) => `${MEETINGS}/${encodeURIComponent(id)}`;
const paper = (id: Id, paperId: Id) => `${one(id)}/papers/${encodeURIComponent(paperId)}`;

export const meetings = {
  ofRoom: (room: Id, after: string | null, signal: AbortSignal) =>
    ask<MeetingPage>("GET", `/api/rooms/${encodeURIComponent(room)}/meetings`, { query: { after }, signal }),
  one: (id: Id, signal?: AbortSignal) => ask<MeetingView>("GET", one(id), signal ? { signal } : {}),
  make: (body: NewMeeting) => ask<MeetingView>("POST", MEETINGS, { body }),
  change: (id: Id, body: MeetingChange) => ask<MeetingView>("PUT", one(id), { body }),
  drop: (id: Id) => ask<void>("DELETE", one(id)),
  end: (id: Id) => ask<MeetingView>("POST", `${one(id)}/end`),
  minutes: (id: Id, note_id: Id) => ask<MeetingView>("PUT", `${one(id)}/minutes`, { body: { note_id } }),
  shown: (id: Id) => ask<ShownPage>("GET", `${one(id)}/shown`),
  show: (id: Id, body: ShowingPage) => ask<ShownPage>("PUT", `${one(id)}/shown`, { body }),
  add: (id: Id, file_id: Id) => ask<MeetingView>("POST", `${one(id)}/papers`, { body: { file_id } }),
  takeAway: (id: Id, paperId: Id) => ask<MeetingView>("DELETE", paper(id, paperId)),
  opened: (id: Id, paperId: Id) => ask<void>("POST", `${paper(id, paperId)}/open`),
} as const;
