/** Speaks with the browser about passkeys. Bytes travel as base64url. */
import type { PasskeyAsked, PasskeyCredential, PasskeyOffer } from "../api/generated";

/** The person closed the browser's window, or took too long: nothing to complain of. */
export class GivenUp extends Error {
  override readonly name = "GivenUp";
}

/** Browsers of old, addresses without TLS, and addresses that are numbers have no passkeys. */
export function hasPasskeys(): boolean {
  const isNumber = /^[\d.]+$|^\[/.test(location.hostname);
  return window.isSecureContext && !isNumber && typeof window.PublicKeyCredential === "function";
}

/** Whether the browser can offer a passkey in the list below the login. */
export async function offersInField(): Promise<boolean> {
  if (!hasPasskeys()) return false;
  try {
    return (await PublicKeyCredential.isConditionalMediationAvailable?.()) ?? false;
  } catch {
    return false;
  }
}

const TIMEOUT_MS = 120_000;
/** ES256, EdDSA, RS256: what the server verifies. */
const KEYS = [-7, -8, -257];

export async function makePasskey(offer: PasskeyOffer): Promise<PasskeyCredential> {
  const publicKey: PublicKeyCredentialCreationOptions = {
    challenge: bytesOf(offer.challenge),
    rp: { id: offer.rp_id, name: offer.rp_name },
    user: { id: bytesOf(offer.user_id), name: offer.user_name, displayName: offer.display_name },
    pubKeyCredParams: KEYS.map((alg) => ({ type: "public-key", alg })),
    excludeCredentials: offer.exclude.map(described),
    authenticatorSelection: {
      residentKey: "required",
      requireResidentKey: true,
      userVerification: "required",
    },
    attestation: "none",
    timeout: TIMEOUT_MS,
  };
  return written(await asked(() => navigator.credentials.create({ publicKey })));
}

export async function showPasskey(
  asking: PasskeyAsked,
  { inField = false, signal }: { inField?: boolean; signal?: AbortSignal } = {},
): Promise<PasskeyCredential> {
  const publicKey: PublicKeyCredentialRequestOptions = {
    challenge: bytesOf(asking.challenge),
    rpId: asking.rp_id,
    allowCredentials: asking.allow.map(described),
    userVerification: "required",
    timeout: TIMEOUT_MS,
  };
  return written(
    await asked(() =>
      navigator.credentials.get({
        publicKey,
        ...(inField ? { mediation: "conditional" as CredentialMediationRequirement } : {}),
        ...(signal ? { signal } : {}),
      }),
    ),
  );
}

async function asked(ask: () => Promise<Credential | null>): Promise<Credential | null> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof DOMException && (error.name === "NotAllowedError" || error.name === "AbortError"))
      throw new GivenUp();
    throw error;
  }
}

const described = (id: string): PublicKeyCredentialDescriptor => ({ type: "public-key", id: bytesOf(id) });

function written(credential: Credential | null): PasskeyCredential {
  if (!(credential instanceof PublicKeyCredential)) throw new GivenUp();
  const { response } = credential;
  const said = {
    clientDataJSON: textOf(response.clientDataJSON),
    ...(response instanceof AuthenticatorAttestationResponse && {
      attestationObject: textOf(response.attestationObject),
      transports: response.getTransports?.() ?? [],
    }),
    ...(response instanceof AuthenticatorAssertionResponse && {
      authenticatorData: textOf(response.authenticatorData),
      signature: textOf(response.signature),
      userHandle: response.userHandle === null ? null : textOf(response.userHandle),
    }),
  };
  return { id: credential.id, rawId: textOf(credential.rawId), type: "public-key", response: said };
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function textOf(bytes: ArrayBuffer): string {
  const plain = String.fromCharCode(...new Uint8Array(bytes));
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
