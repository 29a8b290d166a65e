"""The code flow with PKCE (OpenID Connect Core, 3.1): how one sets out, and whether what comes back answers it."""

import base64
import hashlib
import secrets
from typing import Annotated
from urllib.parse import urlencode

import msgspec

from kairan.core.kit.openid.id_tokens import Claims
from kairan.core.kit.openid.problems import OtherIssuer, ProviderSaidNo, TokenRefused
from kairan.core.kit.openid.provider import Metadata, Providers

Text = Annotated[str, msgspec.Meta(max_length=4_000)]


class Setout(msgspec.Struct, frozen=True, kw_only=True):
    """What goes with the person to the provider."""

    state: str
    nonce: str
    challenge: str


class Secrets(msgspec.Struct, frozen=True, kw_only=True):
    """What is made for one journey: the state and the nonce go along, of the verifier its challenge."""

    state: str
    nonce: str
    verifier: str

    @property
    def setout(self) -> Setout:
        """What of it goes with the person."""
        return Setout(state=self.state, nonce=self.nonce, challenge=challenge_of(self.verifier))


def new_secrets() -> Secrets:
    """Make what nobody guesses."""
    return Secrets(state=secrets.token_urlsafe(32), nonce=secrets.token_urlsafe(32), verifier=secrets.token_urlsafe(32))


def digest(text: str) -> str:
    """Return what is stored instead of a secret that only the browser keeps."""
    return hashlib.sha256(text.encode()).hexdigest()


def challenge_of(verifier: str) -> str:
    """Return the S256 challenge (RFC 7636)."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


class CameBack(msgspec.Struct, frozen=True, kw_only=True):
    """What the provider sent the person back with."""

    state: Annotated[str, msgspec.Meta(max_length=200)]
    code: Text | None = None
    iss: Text | None = None
    error: Text | None = None


def asking_address(
    metadata: Metadata, client_id: str, scopes: str, setout: Setout, redirect_uri: str, **more: str
) -> str:
    """Return the authorisation request: a code, bound to us by PKCE, to this browser by state, to a token by nonce."""
    wanted = {
        "response_type": "code",
        "client_id": client_id,
        "redirect_uri": redirect_uri,
        "scope": scopes,
        "state": setout.state,
        "nonce": setout.nonce,
        "code_challenge": setout.challenge,
        "code_challenge_method": "S256",
        **{name: value for name, value in more.items() if value},
    }
    joint = "&" if "?" in metadata.authorization_endpoint else "?"
    return metadata.authorization_endpoint + joint + urlencode(wanted)


def require_answer_of(metadata: Metadata, came: CameBack) -> None:
    """Refuse an answer of another provider before its code is sent anywhere (RFC 9207), and one without a code."""
    is_named = came.iss is not None
    if came.iss != metadata.issuer and (is_named or metadata.authorization_response_iss_parameter_supported):
        raise OtherIssuer
    if came.error is not None or not came.code:
        raise ProviderSaidNo(error=(came.error or "no code")[:100])


async def signed(providers: Providers, metadata: Metadata, token: str) -> tuple[Claims, Claims]:
    """Return header and claims of a token that the provider signed; new keys are fetched. Problems: TokenRefused."""
    from kairan.core.kit.openid.jose import KeyUnknown, opened  # noqa: PLC0415  (a tenth of a cold start)

    try:
        return opened(token, await providers.keys(metadata))
    except KeyUnknown:
        try:
            return opened(token, await providers.keys(metadata, fresh=True))
        except KeyUnknown as error:
            raise TokenRefused(what="signature") from error
