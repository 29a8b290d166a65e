"""Signatures, by joserfc. Only asymmetric ones are believed: with a shared secret, whoever may check could also sign.

Imported when the first provider is asked: it is a tenth of a cold start.
"""

import time
from typing import Any

import msgspec
from joserfc import jwe, jwt
from joserfc.errors import BadSignatureError, InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet, RSAKey

from kairan.core.kit.ids import new_id
from kairan.core.kit.openid.problems import ProviderWrong, TokenRefused

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
TOKEN_MOST = 100_000  # characters
ASSERTION_S = 60
ENCRYPTION = "RSA-OAEP-256"
SEALED_WITH = (ENCRYPTION, "A128GCM", "A256GCM", "A128CBC-HS256", "A256CBC-HS512")


class KeyUnknown(Exception):  # noqa: N818
    """No key at hand fits: the provider may have changed its keys since they were fetched."""


def key_set(body: bytes) -> KeySet:
    """Read a provider's keys. Problems: ProviderWrong."""
    try:
        return KeySet.import_key_set(msgspec.json.decode(body))
    except (msgspec.DecodeError, UnicodeDecodeError, JoseError, KeyError, TypeError, ValueError) as error:
        raise ProviderWrong(what="jwks_uri") from error


def opened(token: str, keys: KeySet) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return header and claims of a token whose signature holds. Problems: TokenRefused. Raises KeyUnknown."""
    if len(token) > TOKEN_MOST:
        raise TokenRefused(what="size")
    try:
        decoded = jwt.decode(token, keys, algorithms=ALGORITHMS)
    except (InvalidKeyIdError, BadSignatureError) as error:
        raise KeyUnknown from error
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise TokenRefused(what="signature") from error
    return decoded.header, decoded.claims


def assertion(key: str, client_id: str, audience: str) -> str:
    """Sign that we are this client, for a minute (RFC 7523)."""
    own = RSAKey.import_key(msgspec.json.decode(key))
    now = int(time.time())
    who = {"iss": client_id, "sub": client_id, "aud": audience}
    claims = {**who, "jti": new_id() + new_id(), "iat": now, "exp": now + ASSERTION_S}
    return jwt.encode({"alg": "RS256", "kid": own.kid}, claims, own)


def decrypted(key: str, token: str) -> str:
    """Return what was encrypted for this client (RFC 7516). Problems: ProviderWrong."""
    held = {name: value for name, value in msgspec.json.decode(key).items() if name not in {"use", "alg", "kid"}}
    try:
        found = jwe.decrypt_compact(token, RSAKey.import_key(held), algorithms=[*SEALED_WITH]).plaintext
        return (found or b"").decode()
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise ProviderWrong(what="encryption") from error


def encryption_key(public: dict[str, Any]) -> dict[str, Any]:
    """Return a public key once more, as the one that providers encrypt for."""
    return {**public, "use": "enc", "alg": ENCRYPTION, "kid": f"{public.get('kid', '')}-enc"}


def new_client_key() -> tuple[str, str]:
    """Make a key for private_key_jwt: (private, public) as JWKs. Takes a while: never on the event loop."""
    key = RSAKey.generate_key(3072, {"use": "sig", "alg": "RS256"}, auto_kid=True)
    own, public = key.as_dict(private=True), key.as_dict(private=False)
    return msgspec.json.encode(own).decode(), msgspec.json.encode(public).decode()
