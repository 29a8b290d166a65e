/** What the plan of shifts asks the server. */
import type { NewShift, OwnShifts, ShiftDraft, Shifts } from "../../api/generated";
import { ask } from "../../net/http";

const of = (muster: string) => `/api/musters/${encodeURIComponent(muster)}/shifts`;
const one = (muster: string, shift: string) => `${of(muster)}/${encodeURIComponent(shift)}`;

export const shifts = {
  mine: (signal: AbortSignal) => ask<OwnShifts>("GET", "/api/musters/mine/shifts", { signal }),
  of: (muster: string, signal: AbortSignal) => ask<Shifts>("GET", of(muster), { signal }),
  add: (muster: string, body: NewShift) => ask<Shifts>("POST", of(muster), { body }),
  change: (muster: string, shift: string, body: ShiftDraft) =>
    ask<Shifts>("PUT", one(muster, shift), { body }),
  remove: (muster: string, shift: string) => ask<Shifts>("DELETE", one(muster, shift)),
  tell: (muster: string, shift: string) => ask<Shifts>("POST", `${one(muster, shift)}/tell`),
} as const;
