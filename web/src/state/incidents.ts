/** Which incidents go on for me: asked for a little after the start, and when something was announced. */
import { useSyncExternalStore } from "react";
import type { IncidentRow, Incidents } from "../api/generated";
import { ask } from "../net/http";
import { hearAnnouncements } from "./doubts";

export interface OwnIncidents {
  /** To which I may report from the field. */
  readonly going: readonly IncidentRow[];
  /** In whose chronology I write. */
  readonly worked: readonly IncidentRow[];
}

const NONE: OwnIncidents = { going: [], worked: [] };
/** After what one came for is on screen; not everybody in the same moment. */
const FIRST_MS = 2_000;
const SPREAD_MS = 4_000;

let own = NONE;
let timer: number | undefined;
let stop: (() => void) | null = null;
const listeners = new Set<() => void>();

export function useOwnIncidents(): OwnIncidents {
  return useSyncExternalStore(listen, () => own);
}

/** What an answer of the server's says of them. */
export function noteIncidents({ incidents, reportable }: Incidents): void {
  const next = { going: reportable, worked: incidents.filter(({ ended_at }) => ended_at === null) };
  if (JSON.stringify(next) === JSON.stringify(own)) return;
  own = next;
  for (const listener of listeners) listener();
}

function look(): void {
  ask<Incidents>("GET", "/api/incidents").then(noteIncidents, () => null);
}

function listen(listener: () => void): () => void {
  if (listeners.size === 0) {
    stop = hearAnnouncements(look);
    timer = window.setTimeout(look, FIRST_MS + Math.random() * SPREAD_MS);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearTimeout(timer);
    stop?.();
    own = NONE; // whoever signs in next begins anew
  };
}
