/** What the screens of polls ask the server. */
import type { NewPoll, PollAnswer, PollClosing, PollPage, PollView } from "../api/generated";
import type { Id } from "../model/types";
import { ask } from "../net/http";

const POLLS = "/api/polls";
const one = (id: Id) => `${POLLS}/${encodeURIComponent(id)}`;

export const polls = {
  ofRoom: (room: Id, after: string | null, signal: AbortSignal) =>
    ask<PollPage>("GET", `/api/rooms/${encodeURIComponent(room)}/polls`, { query: { after }, signal }),
  one: (id: Id, signal: AbortSignal) => ask<PollView>("GET", one(id), { signal }),
  make: (body: NewPoll) => ask<PollView>("POST", POLLS, { body }),
  answer: (id: Id, body: PollAnswer) => ask<PollView>("PUT", `${one(id)}/answer`, { body }),
  close: (id: Id, body: PollClosing) => ask<PollView>("POST", `${one(id)}/close`, { body }),
  csvUrl: (id: Id) => `${one(id)}/export`,
  calendarUrl: (id: Id) => `${one(id)}/calendar`,
} as const;
