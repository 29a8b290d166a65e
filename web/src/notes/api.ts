/** What the screens of notes ask the server. */
import type {
  NoteBeginning,
  NoteChange,
  NotePage,
  NoteState,
  NoteSync,
  NoteVersions,
  NoteView,
  NoteWriting,
} from "../api/generated";
import type { Id } from "../model/types";
import { ask } from "../net/http";

const NOTES = "/api/notes";
const one = (id: Id) => `${NOTES}/${encodeURIComponent(id)}`;

export const notes = {
  ofRoom: (room: Id, q: string, after: string | null, signal: AbortSignal) =>
    ask<NotePage>("GET", `/api/rooms/${encodeURIComponent(room)}/notes`, { query: { q, after }, signal }),
  begin: (body: NoteBeginning) => ask<NoteView>("POST", NOTES, { body }),
  one: (id: Id, signal: AbortSignal) => ask<NoteView>("GET", one(id), { signal }),
  change: (id: Id, body: NoteChange) => ask<NoteView>("PUT", one(id), { body }),
  drop: (id: Id) => ask<void>("DELETE", one(id)),
  newer: (id: Id, after: number) => ask<NoteSync>("GET", `${one(id)}/updates`, { query: { after } }),
  write: (id: Id, body: NoteWriting) => ask<NoteSync>("POST", `${one(id)}/updates`, { body }),
  versions: (id: Id, signal: AbortSignal) => ask<NoteVersions>("GET", `${one(id)}/versions`, { signal }),
  version: (id: Id, n: number) => ask<NoteState>("GET", `${one(id)}/versions/${n}`),
  pdfUrl: (id: Id) => `${one(id)}/paper`,
  markdownUrl: (id: Id) => `${one(id)}/export`,
} as const;
