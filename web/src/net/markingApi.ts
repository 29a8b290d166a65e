/** Pins, questions and bookmarks. */
import type { Messages } from "../api/generated";
import type { Id, Message } from "../model/types";
import { ask } from "./http";

type Signal = AbortSignal;
const message = (id: Id) => `/api/messages/${encodeURIComponent(id)}`;
const room = (id: Id) => `/api/rooms/${encodeURIComponent(id)}`;

export const markingApi = {
  pin: (id: Id, pinned: boolean) => ask<void>(pinned ? "PUT" : "DELETE", `${message(id)}/pin`),
  bookmark: (id: Id) => ask<void>("PUT", `${message(id)}/bookmark`),
  forgetBookmark: (id: Id) => ask<void>("DELETE", `${message(id)}/bookmark`),
  question: (id: Id, question: Message["question"]) =>
    ask<void>("PUT", `${message(id)}/question`, { body: { question } }),
  pins: (id: Id, signal: Signal) => ask<Messages>("GET", `${room(id)}/pins`, { signal }),
  questions: (id: Id, which: "open" | "solved", signal: Signal) =>
    ask<Messages>("GET", `${room(id)}/questions`, { query: { which }, signal }),
  bookmarks: (before: string | null, signal: Signal) =>
    ask<Messages>("GET", "/api/bookmarks", { query: { before }, signal }),
};
