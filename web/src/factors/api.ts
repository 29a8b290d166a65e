/** What is asked about one's own factors. */
import type {
  Added,
  Codes,
  OwnFactors,
  PasskeyAsked,
  PasskeyCredential,
  PasskeyOffer,
  Proof,
  Shown,
  TotpOffer,
} from "../api/generated";
import type { Id, Me } from "../model/types";
import { ask } from "../net/http";
import { makePasskey, showPasskey } from "./passkey";

const passkey = (id: Id) => `/api/me/passkeys/${encodeURIComponent(id)}`;

export const factors = {
  own: (signal?: AbortSignal) => ask<OwnFactors>("GET", "/api/me/factors", { signal }),
  offerApp: () => ask<TotpOffer>("POST", "/api/me/totp"),
  addApp: (sealed: string, code: string) =>
    ask<Added>("POST", "/api/me/totp/confirm", { body: { sealed, code } }),
  removeApp: () => ask<void>("DELETE", "/api/me/totp"),
  newCodes: () => ask<Codes>("POST", "/api/me/recovery-codes"),
  offerPasskey: () => ask<PasskeyOffer>("POST", "/api/me/passkeys/offer"),
  addPasskey: (name: string, credential: PasskeyCredential) =>
    ask<Added>("POST", "/api/me/passkeys", { body: { name, credential } }),
  namePasskey: (id: Id, name: string) => ask<void>("PATCH", passkey(id), { body: { name } }),
  removePasskey: (id: Id) => ask<void>("DELETE", passkey(id)),
  prove: (body: Proof) => ask<void>("POST", "/api/session/proof", { body }),
  second: (body: Shown) => ask<Me>("POST", "/api/session/second", { body }),
} as const;

export async function registerPasskey(name: string): Promise<Added> {
  return factors.addPasskey(name, await makePasskey(await factors.offerPasskey()));
}

/** One of the person's own, in a session that is open. */
export async function ownPasskey(): Promise<PasskeyCredential> {
  return showPasskey(await ask<PasskeyAsked>("POST", "/api/session/second/ask"));
}

/** Instead of login and password. */
export async function passkeySignIn(how?: { inField?: boolean; signal?: AbortSignal }): Promise<Me> {
  const asking = await ask<PasskeyAsked>("POST", "/api/session/passkey/ask");
  const passkey = await showPasskey(asking, how);
  return ask<Me>("POST", "/api/session/passkey", { body: { passkey } });
}
