/** What the screens of first reports ask the server. */
import type { AllAskedOfUs, AskTowns, TownBoard, TownReport } from "../../../api/generated";
import { ask } from "../../../net/http";

const of = (id: string) => `/api/incidents/${encodeURIComponent(id)}/towns`;
const OWN = "/api/first-reports";

export const towns = {
  board: (id: string, signal: AbortSignal) => ask<TownBoard>("GET", of(id), { signal }),
  ask: (id: string, body: AskTowns) => ask<TownBoard>("POST", of(id), { body }),
  report: (id: string, number: number, body: TownReport) =>
    ask<TownBoard>("PUT", `${of(id)}/${number}`, { body }),
  own: (signal: AbortSignal) => ask<AllAskedOfUs>("GET", OWN, { signal }),
  reportOwn: (id: string, body: TownReport) =>
    ask<AllAskedOfUs>("PUT", `${OWN}/${encodeURIComponent(id)}`, { body }),
} as const;
