"""How the デジタル認証アプリ is asked for a signature: all that is known of it stands here.

Provisional: the addresses and the order of steps are published; the names of the fields are as integrators describe
them, and are to be compared with the documents a body gets with its client. What is sent is the digest alone, with its
`DigestInfo` (RFC 8017, 9.2) before it, so that what comes back is a signature as everybody verifies it.
"""

import base64
import binascii
import hashlib
from typing import Annotated, NamedTuple
from urllib.parse import quote, urlsplit

import msgspec

from kairan.core.kit.openid.problems import ProviderWrong
from kairan.core.kit.openid.provider import Client, Metadata, Providers
from kairan.identity.model import Profile

SCOPE = "sign"
PROFILE: Profile = "digital_auth"
"""Of the providers, who signs."""
_DIGEST_INFO = bytes.fromhex("3031300d060960864801650304020105000420")  # SHA-256
_Text = Annotated[str, msgspec.Meta(min_length=1, max_length=20_000)]


class _Begun(msgspec.Struct, frozen=True):
    sign_transaction_id: Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9._~-]{1,200}$")]


class _Result(msgspec.Struct, frozen=True):
    signature: _Text
    certificate: _Text


class AppSignature(NamedTuple):
    """What the app gives: the signature, and the certificate (DER) it was made under."""

    signature: bytes
    certificate: bytes


def _address(issuer: str) -> str:
    parts = urlsplit(issuer)
    return f"{parts.scheme}://{parts.netloc}/api/sign-transactions"


async def begin_signing(providers: Providers, metadata: Metadata, client: Client, document: str) -> str:
    """Say what is to be signed; return under which name the app knows it.

    Problems: ProviderUnreachable, ProviderWrong, ProviderRefusedClient.
    """
    token = await providers.own_token(metadata, client, SCOPE)
    digest = base64.b64encode(_DIGEST_INFO + hashlib.sha256(document.encode()).digest()).decode()
    body = await providers.call("POST", _address(metadata.issuer), token, {"digest": digest})
    try:
        return msgspec.json.decode(body, type=_Begun).sign_transaction_id
    except msgspec.DecodeError as error:
        raise ProviderWrong(what="sign-transactions") from error


async def signing_result(
    providers: Providers, metadata: Metadata, client: Client, access_token: str, transaction_id: str
) -> AppSignature:
    """Return what was signed with the card. Problems: ProviderUnreachable, ProviderWrong."""
    address = f"{_address(metadata.issuer)}/{quote(transaction_id, safe='')}/result"
    body = await providers.call("GET", address, access_token)
    try:
        found = msgspec.json.decode(_opened(body.decode(), client), type=_Result)
        parts = [base64.b64decode(_opened(one, client), validate=True) for one in (found.signature, found.certificate)]
    except (msgspec.DecodeError, UnicodeDecodeError, binascii.Error) as error:
        raise ProviderWrong(what="sign-transactions result") from error
    return AppSignature(parts[0], parts[1])


def _opened(text: str, client: Client) -> str:
    """Return what is said, also where it is encrypted for this body's key (JWE). Problems: ProviderWrong."""
    from kairan.core.kit.openid.jose import decrypted  # noqa: PLC0415  (a tenth of a cold start)

    text = text.strip()
    return decrypted(client.key, text) if client.key and text.count(".") == 4 and text.startswith("ey") else text
