"""Asks providers, at the edge: short limits, no redirects, bounded answers, and nowhere but where the terms say.

What a provider says of itself and its keys are kept for an hour; keys are fetched anew when a token names one that
is not at hand, at most every few seconds.
"""

import asyncio
import base64
import ipaddress
import socket
import time
from collections import OrderedDict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import quote_plus, urlsplit, urlunsplit
from urllib.request import getproxies, proxy_bypass

import msgspec
import structlog

from kairan.core.kit.bounds import bounded
from kairan.core.kit.ids import new_id
from kairan.core.kit.openid.problems import (
    IssuerMalformed,
    ProviderRefusedClient,
    ProviderUnreachable,
    ProviderWrong,
    TokenRefused,
)

if TYPE_CHECKING:
    import httpx2
    from joserfc.jwk import KeySet

log = structlog.get_logger("kairan.oidc")

CONNECT_S, READ_S = 5.0, 8.0
WHOLE_S = 12.0
CONNECTIONS = bounded(
    "oidc.connections", 50, "wait", "for a free one, then the sign-in is refused as the provider not answering"
)
ANSWER_MOST = 1024 * 1024  # bytes
KEPT_S = 3600.0
KEPT_MOST = bounded(
    "oidc.providers", 500, "evict", "asked for once more"
)  # providers; the least recently used goes first
KEYS_EVERY_S = 10.0
CODE_FAULT = "invalid_grant"  # the client was known, the code was not


ClientProof = Literal["client_secret_basic", "client_secret_post", "private_key_jwt"]
"""How the server proves to the provider which client it is (OpenID Connect Core, section 9)."""


class Metadata(msgspec.Struct, frozen=True, kw_only=True):
    """What a provider says of itself (OpenID Connect Discovery 1.0)."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str | None = None
    end_session_endpoint: str | None = None
    authorization_response_iss_parameter_supported: bool = False


class Tokens(msgspec.Struct, frozen=True, kw_only=True):
    """What a code was exchanged for."""

    id_token: str
    access_token: str | None = None


class _OwnToken(msgspec.Struct, frozen=True):
    access_token: str


class _TokenFault(msgspec.Struct, frozen=True):
    error: str = "unknown"


class Client(msgspec.Struct, frozen=True, kw_only=True):
    """How this server proves to a provider which client it is."""

    client_id: str
    proof: ClientProof
    secret: str | None
    key: str | None  # a private JWK
    audience: Literal["issuer", "token_endpoint"] = "issuer"
    """To whom the proof by key is addressed: most take either, some only one (RFC 7523, 3)."""


def require_issuer(issuer: str, *, loopback: bool) -> None:
    """Refuse what cannot be an issuer. Problems: IssuerMalformed."""
    if not _may_be_asked(issuer, loopback=loopback) or any(character in issuer for character in "?# "):
        raise IssuerMalformed


def _may_be_asked(address: str, *, loopback: bool) -> bool:
    """Whether an address is https; or on this machine, where a setting allows that."""
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return False
    if not parts.hostname or parts.username or parts.password:
        return False
    return parts.scheme == "https" or (loopback and parts.scheme == "http" and _is_loopback(parts.hostname))


class Providers:
    """Every provider that was asked lately; one for each node."""

    def __init__(self, *, loopback: bool) -> None:
        self.loopback = loopback
        self._http: httpx2.AsyncClient | None = None
        self._kept: OrderedDict[str, tuple[float, Metadata]] = OrderedDict()
        self._keys: OrderedDict[str, tuple[float, KeySet]] = OrderedDict()

    async def close(self) -> None:
        """Close the connections."""
        if self._http is not None:
            await self._http.aclose()

    def require_issuer(self, issuer: str) -> None:
        """Refuse what cannot be an issuer. Problems: IssuerMalformed."""
        require_issuer(issuer, loopback=self.loopback)

    async def metadata(self, issuer: str, *, fresh: bool = False) -> Metadata:
        """Return what the provider says of itself. Problems: ProviderUnreachable, ProviderWrong, IssuerMalformed."""
        self.require_issuer(issuer)
        kept = self._kept.get(issuer)
        if kept is not None and kept[0] > time.monotonic() and not fresh:
            return kept[1]
        body = await self._get(issuer.rstrip("/") + "/.well-known/openid-configuration")
        try:
            found = msgspec.json.decode(body, type=Metadata)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise ProviderWrong(what="openid-configuration") from error
        self._require_honest(found, issuer)
        _keep(self._kept, issuer, (time.monotonic() + KEPT_S, found))
        return found

    def _require_honest(self, found: Metadata, issuer: str) -> None:
        if found.issuer != issuer:
            raise ProviderWrong(what=f"issuer: {found.issuer[:200]}")
        for name in msgspec.structs.fields(Metadata):
            address = getattr(found, name.name)
            if isinstance(address, str) and not _may_be_asked(address, loopback=self.loopback):
                raise ProviderWrong(what=name.name)

    async def keys(self, metadata: Metadata, *, fresh: bool = False) -> "KeySet":
        """Return the provider's public keys. Problems: ProviderUnreachable, ProviderWrong."""
        kept = self._keys.get(metadata.issuer)
        now = time.monotonic()
        if kept is not None and now - kept[0] < (KEYS_EVERY_S if fresh else KEPT_S):
            return kept[1]
        from kairan.core.kit.openid.jose import key_set  # noqa: PLC0415  (as httpx2)

        found = key_set(await self._get(metadata.jwks_uri))
        _keep(self._keys, metadata.issuer, (now, found))
        return found

    async def exchange(self, metadata: Metadata, client: Client, form: dict[str, str]) -> Tokens:
        """Exchange a code for tokens. Problems: ProviderRefusedClient, TokenRefused, ProviderUnreachable, ..."""
        status, body = await self._post_as_client(metadata, client, form)
        if status != 200:
            error = _fault_in(body)
            raise TokenRefused(what=error) if error == CODE_FAULT else ProviderRefusedClient(error=error)
        try:
            return msgspec.json.decode(body, type=Tokens)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise ProviderWrong(what="token_endpoint") from error

    async def own_token(self, metadata: Metadata, client: Client, scope: str) -> str:
        """Return a token for this client itself (RFC 6749, 4.4). Problems: ProviderRefusedClient, ProviderWrong, ..."""
        form = {"grant_type": "client_credentials", "scope": scope}
        status, body = await self._post_as_client(metadata, client, form)
        if status != 200:
            raise ProviderRefusedClient(error=_fault_in(body))
        try:
            return msgspec.json.decode(body, type=_OwnToken).access_token
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise ProviderWrong(what="token_endpoint") from error

    async def call(self, method: str, address: str, token: str, content: Mapping[str, str] | None = None) -> bytes:
        """Ask something else of a provider, with a token of its own. Problems: ProviderUnreachable, ProviderWrong."""
        if not _may_be_asked(address, loopback=self.loopback):
            raise ProviderWrong(what=_host(address))
        headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
        more: dict[str, Any] = {} if content is None else {"json": dict(content)}
        status, body, _ = await self._ask(method, address, headers=headers, **more)
        if status not in {200, 201}:
            raise ProviderUnreachable(host=_host(address)) if status >= 500 else ProviderWrong(what=_host(address))
        return body

    async def require_client_known(self, metadata: Metadata, client: Client, redirect_uri: str) -> None:
        """Ask with a code that nobody issued: a provider that knows the client complains of the code alone."""
        form = {"grant_type": "authorization_code", "code": new_id(), "redirect_uri": redirect_uri}
        _, body = await self._post_as_client(metadata, client, {**form, "code_verifier": "x" * 43})
        error = _fault_in(body)
        if error != CODE_FAULT:
            raise ProviderRefusedClient(error=error)

    async def sends_back(self, address: str, redirect_uri: str) -> bool:
        """Whether the provider answers a request without asking anybody by sending to our address."""
        answer = await self._ask("GET", address)
        return answer[0] in {302, 303} and answer[2].startswith(redirect_uri)

    async def userinfo(self, metadata: Metadata, access_token: str) -> dict[str, Any]:
        """Return what userinfo says. Problems: ProviderUnreachable, ProviderWrong."""
        headers = {"Authorization": f"Bearer {access_token}", "Accept": "application/json"}
        status, body, _ = await self._ask("GET", str(metadata.userinfo_endpoint), headers=headers)
        try:
            if status == 200:
                return msgspec.json.decode(body, type=dict[str, Any])
        except (msgspec.DecodeError, UnicodeDecodeError):
            pass
        raise ProviderWrong(what="userinfo_endpoint")

    async def _post_as_client(self, metadata: Metadata, client: Client, form: dict[str, str]) -> tuple[int, bytes]:
        proof, headers = _proof(metadata, client)
        status, body, _ = await self._ask("POST", metadata.token_endpoint, data={**form, **proof}, headers=headers)
        if status >= 500:
            raise ProviderUnreachable(host=_host(metadata.token_endpoint))
        return status, body

    async def _get(self, address: str) -> bytes:
        status, body, _ = await self._ask("GET", address)
        if status != 200:
            raise ProviderUnreachable(host=_host(address))
        return body

    async def _ask(self, method: str, address: str, **more: Any) -> tuple[int, bytes, str]:  # noqa: ANN401
        """Ask; return status, body and where the answer would lead."""
        import httpx2  # noqa: PLC0415  (a tenth of a cold start, for bodies without a provider for nothing)

        try:
            async with asyncio.timeout(WHOLE_S):
                asked, pinned = await self._pinned(address, more)
                async with self._client().stream(method, asked, **pinned) as answer:
                    body = b""
                    async for part in answer.aiter_bytes():
                        body += part
                        if len(body) > ANSWER_MOST:
                            raise ProviderWrong(what="size")
                    return answer.status_code, body, answer.headers.get("location", "")
        except (httpx2.HTTPError, httpx2.InvalidURL, TimeoutError, OSError) as error:
            log.warning("provider does not answer", host=_host(address), error=repr(error)[:300])
            raise ProviderUnreachable(host=_host(address)) from error

    async def _pinned(self, address: str, more: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        """Return how to ask the very address that was looked at, under the name: it may be another a moment later.

        Names that lead to this machine or its neighbours on the wire are refused. Private networks stay open: a town
        hall's provider stands in one. Where a proxy asks for us, it looks names up. Problems: ProviderWrong.
        """
        parts = urlsplit(address)
        host = parts.hostname or ""
        if getproxies().get(parts.scheme) and not proxy_bypass(host):
            return address, more
        port = parts.port or (443 if parts.scheme == "https" else 80)
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
        for *_, place in found:
            self._require_outside(host, str(place[0]))
        ip = str(found[0][-1][0])
        netloc = f"[{ip}]:{port}" if ":" in ip else f"{ip}:{port}"
        headers = {**more.get("headers", {}), "Host": parts.netloc}
        return urlunsplit(parts._replace(netloc=netloc)), {
            **more, "headers": headers, "extensions": {"sni_hostname": host},
        }  # fmt: skip

    def _require_outside(self, host: str, found: str) -> None:
        one = ipaddress.ip_address(found.partition("%")[0])
        one = getattr(one, "ipv4_mapped", None) or one
        if one.is_loopback and self.loopback:
            return
        if one.is_loopback or one.is_link_local or one.is_multicast or one.is_unspecified:
            raise ProviderWrong(what=host)

    def _client(self) -> "httpx2.AsyncClient":
        import httpx2  # noqa: PLC0415

        if self._http is None:
            timeout = httpx2.Timeout(CONNECT_S, read=READ_S)
            bounds = httpx2.Limits(max_connections=CONNECTIONS)
            self._http = httpx2.AsyncClient(timeout=timeout, follow_redirects=False, limits=bounds)
        return self._http


def _keep(kept: "OrderedDict[str, Any]", issuer: str, value: object) -> None:
    kept[issuer] = value
    kept.move_to_end(issuer)
    if len(kept) > KEPT_MOST:
        kept.popitem(last=False)


def _proof(metadata: Metadata, client: Client) -> tuple[dict[str, str], dict[str, str]]:
    """Return the form fields and the headers that prove the client."""
    accept = {"Accept": "application/json"}
    if client.proof == "private_key_jwt":
        return {"client_id": client.client_id, **_assertion(metadata, client)}, accept
    secret = client.secret or ""
    if client.proof == "client_secret_post":
        return {"client_id": client.client_id, "client_secret": secret}, accept
    pair = f"{quote_plus(client.client_id)}:{quote_plus(secret)}"  # RFC 6749, 2.3.1
    return {}, {**accept, "Authorization": f"Basic {base64.b64encode(pair.encode()).decode()}"}


def _assertion(metadata: Metadata, client: Client) -> dict[str, str]:
    from kairan.core.kit.openid.jose import assertion  # noqa: PLC0415  (as httpx2)

    return {
        "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        "client_assertion": assertion(client.key or "{}", client.client_id, getattr(metadata, client.audience)),
    }


def _fault_in(body: bytes) -> str:
    try:
        return msgspec.json.decode(body, type=_TokenFault).error[:100]
    except (msgspec.DecodeError, UnicodeDecodeError):
        return "unknown"


def _host(address: str) -> str:
    return (urlsplit(address).hostname or address)[:200]


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
