/** What the screens of supplies ask the server. */
import type { NewSupply, SupplyBoard, SupplyMade, SupplyRow } from "../../api/generated";
import { ask } from "../../net/http";

const PATH = "/api/supplies";
const one = (id: string) => `${PATH}/${encodeURIComponent(id)}`;

export const supplies = {
  board: (drill: boolean, signal: AbortSignal) => ask<SupplyBoard>("GET", PATH, { query: { drill }, signal }),
  ask: (body: NewSupply) => ask<SupplyMade>("POST", PATH, { body }),
  move: (id: string, state: SupplyRow["state"], revision: number) =>
    ask<void>("PUT", `${one(id)}/state`, { body: { state, revision } }),
  open: (id: string, alliance_id: string | null) =>
    ask<void>("PUT", `${one(id)}/alliance`, { body: { alliance_id } }),
  accept: (id: string, body_id: string) => ask<void>("PUT", `${one(id)}/helper`, { body: { body_id } }),
  offer: (id: string, text: string) => ask<void>("PUT", `${one(id)}/offer`, { body: { text } }),
  withdraw: (id: string) => ask<void>("DELETE", `${one(id)}/offer`),
  sent: (id: string) => ask<void>("POST", `${one(id)}/sent`),
} as const;
