/** What the server is asked about mutual aid. */
import type {
  AgreementAnswer,
  Agreements,
  AidOfferChange,
  AidRequests,
  NewAgreement,
  NewAidOffer,
  NewAidRequest,
} from "../../api/generated";
import type { Id } from "../../model/types";
import { ask } from "../../net/http";

const one = (id: Id) => `/api/alliances/${encodeURIComponent(id)}`;
const request = (id: Id, aid: Id) => `${one(id)}/aid/${encodeURIComponent(aid)}`;

export const mutualAid = {
  all: (id: Id, signal: AbortSignal) => ask<AidRequests>("GET", `${one(id)}/aid`, { signal }),
  ask: (id: Id, body: NewAidRequest) => ask<AidRequests>("POST", `${one(id)}/aid`, { body }),
  offer: (id: Id, aid: Id, body: NewAidOffer) =>
    ask<AidRequests>("POST", `${request(id, aid)}/offers`, { body }),
  settle: (id: Id, aid: Id, offer: Id, body: AidOfferChange) =>
    ask<AidRequests>("PUT", `${request(id, aid)}/offers/${encodeURIComponent(offer)}`, { body }),
  close: (id: Id, aid: Id) => ask<AidRequests>("POST", `${request(id, aid)}/close`),
  agreements: (id: Id, signal: AbortSignal) => ask<Agreements>("GET", `${one(id)}/agreements`, { signal }),
  propose: (id: Id, body: NewAgreement) => ask<Agreements>("POST", `${one(id)}/agreements`, { body }),
  answer: (id: Id, agreement: Id, body: AgreementAnswer) =>
    ask<Agreements>("PUT", `${one(id)}/agreements/${encodeURIComponent(agreement)}`, { body }),
} as const;

/** A time typed into a field, as Japan's clocks say; null: none. */
export function instantOf(typed: string): number | null {
  const at = typed === "" ? Number.NaN : Date.parse(`${typed}:00+09:00`);
  return Number.isNaN(at) ? null : at;
}
