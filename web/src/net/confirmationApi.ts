/** Confirmations and the list to phone: asked of the server only where a message asks for one. */
import type {
  Asking,
  ConfirmationsAnswer,
  Id,
  MentionsPage,
  Message,
  PhoneCall,
  PhoneListAnswer,
} from "../model/types";
import { ask } from "./http";

const message = (id: Id) => `/api/messages/${encodeURIComponent(id)}`;
const phoneOf = (id: Id, member: Id) => `${message(id)}/phone/${encodeURIComponent(member)}`;

export const confirmationApi = {
  ask: (id: Id, body: Asking) => ask<Message>("POST", `${message(id)}/confirmation`, { body }),
  end: (id: Id) => ask<Message>("POST", `${message(id)}/confirmation/end`),
  /** The wording on the screen; one that changed meanwhile is refused. */
  confirm: (id: Id, edited_at: number | null) =>
    ask<Message>("POST", `${message(id)}/confirmations`, { body: { edited_at } }),
  who: (id: Id, signal: AbortSignal) =>
    ask<ConfirmationsAnswer>("GET", `${message(id)}/confirmations`, { signal }),
  awaited: (before: string | null, signal: AbortSignal) =>
    ask<MentionsPage>("GET", "/api/confirmations", { query: { before }, signal }),
  phoneList: (id: Id, signal: AbortSignal) => ask<PhoneListAnswer>("GET", `${message(id)}/phone`, { signal }),
  phone: (id: Id, member: Id, outcome: PhoneCall["outcome"]) =>
    ask<PhoneListAnswer>("PUT", phoneOf(id, member), { body: { outcome } }),
  unphone: (id: Id, member: Id) => ask<PhoneListAnswer>("DELETE", phoneOf(id, member)),
} as const;
