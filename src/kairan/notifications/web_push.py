"""Web Push (プッシュ通知): a message is encrypted for one browser (RFC 8291) and handed to its push service (RFC 8030).

The service reads nothing of it, and knows this installation by its key (VAPID, RFC 8292). It is asked only where the
operator's setting names its host: an address given by a browser is a stranger's word.
"""

import asyncio
import base64
import hashlib
import time
from collections.abc import Sequence
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

import msgspec
import structlog
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from kairan.core.kit.bounds import bounded
from kairan.core.kit.clock import now_ms
from kairan.notifications.model import Span

if TYPE_CHECKING:
    import httpx2

log = structlog.get_logger("kairan.notifications")

CONNECT_S, WHOLE_S = 5.0, 10.0
CONNECTIONS = bounded("push.connections", 50, "wait", "for a free one, at most until the attempt is given up")
PAYLOAD_BYTES = 3_000  # services take 4,096 bytes with all that encryption adds; Apple's less
TOKEN_S = 12 * 3600  # a proof is good for; services refuse more than 24 hours
KEPT_MOST = bounded("push.proofs", 200, "evict", "made once more")
STAYS_S = 12 * 3_600  # how long a service keeps a message for a phone that is off: not for days, it holds words
URGENT_STAYS_S = 24 * 3_600
WAIT_MOST_S = 3_600  # a service that wants us back later is asked again then all the same
UNREAD_MOST = 40  # streams named in a message
Outcome = Literal["told", "gone", "refused", "later", "unsent"]
"""The service took it; it no longer knows the browser; it refuses what we send; it could not be reached, or wants us to
come back; it was not asked in this round."""


class Answer(msgspec.Struct, frozen=True):
    """What became of a message. `wait_ms`: so long at least nothing is to be sent there; 0: as one thinks fit.

    `is_of_all`: it holds for everything that goes to the service, not for this browser alone.
    """

    outcome: Outcome
    wait_ms: int = 0
    is_of_all: bool = False


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """A browser, as its subscription names it."""

    endpoint: str
    p256dh: str
    auth: str


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """What the service worker of the browser is told, as JSON.

    `count`: of how many entries it tells; `badge`: how much is unread to the person in all; `unread`: the streams in
    which, at `sent_at`: what stands on the screen of another `stream` is over. Null where it is not known. `quiet`:
    from when to when it must not sound: a phone without a line gets it hours later, and that may be in the night.
    """

    title: str
    text: str
    tag: str
    path: str
    at: int
    count: int | None = None
    stream: str | None = None
    badge: int | None = None
    unread: Sequence[str] | None = None
    sent_at: int = 0
    quiet: Span | None = None


class PushKey(msgspec.Struct, frozen=True):
    """The installation's key pair, both in base64url: the private one as PKCS#8, the public one as a point."""

    private: str
    public: str


def make_push_key() -> PushKey:
    """Make a key pair."""
    key = ec.generate_private_key(ec.SECP256R1())
    private = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    public = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return PushKey(encoded(private), encoded(public))


def encoded(data: bytes) -> str:
    """Return base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def decoded(text: str) -> bytes:
    """Read base64url with or without padding. Raises ValueError."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


USUAL = (
    "fcm.googleapis.com",
    "web.push.apple.com",
    "*.push.apple.com",
    "updates.push.services.mozilla.com",
    "*.notify.windows.com",
)
"""The services of Chrome, Safari, Firefox and Edge, which the setting calls "usual"."""


def services_named(setting: tuple[str, ...]) -> tuple[str, ...]:
    """Return the hosts that a setting means."""
    return tuple(host for one in setting for host in (USUAL if one == "usual" else (one.lower(),)))


def is_target(target: Target) -> bool:
    """Whether the keys of a subscription are keys: a point of the curve, and sixteen bytes."""
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), decoded(target.p256dh))
        return len(decoded(target.auth)) == 16
    except ValueError:
        return False


def is_service(endpoint: str, services: tuple[str, ...]) -> bool:
    """Whether an address lies at a push service that the setting names: its host, or `*.` and what it ends on.

    Plain http is good for a host of this machine alone, where it is named.
    """
    try:
        parts = urlsplit(endpoint)
        _ = parts.port
    except ValueError:
        return False
    host, port = (parts.hostname or "").lower(), parts.port
    is_plain = endpoint.isascii() and endpoint.isprintable() and " " not in endpoint
    if not host or parts.username or parts.password or parts.fragment or not is_plain:
        return False
    if parts.scheme == "https" and port not in {None, 443}:
        return False
    if parts.scheme != "https" and not (parts.scheme == "http" and host in {"127.0.0.1", "localhost"}):
        return False
    return any(host == one or (one.startswith("*.") and host.endswith(one[1:])) for one in services)


def encrypted(message: bytes, target: Target) -> bytes:
    """Encrypt for one browser (aes128gcm, RFC 8188 and 8291). Raises ValueError for keys that are none."""
    import http_ece  # noqa: PLC0415  (for bodies nobody of which is told by push for nothing)

    return bytes(
        http_ece.encrypt(
            message,
            private_key=ec.generate_private_key(ec.SECP256R1()),
            dh=decoded(target.p256dh),
            auth_secret=decoded(target.auth),
            version="aes128gcm",
        )
    )


def packed(message: Message) -> bytes:
    """Return the JSON of a message, its text cut so that every service takes it."""
    data = msgspec.json.encode(message)
    if len(data) <= PAYLOAD_BYTES:
        return data
    over = len(data) - PAYLOAD_BYTES
    text = message.text.encode()[: max(0, len(message.text.encode()) - over - 10)].decode("utf-8", "ignore")
    return msgspec.json.encode(msgspec.structs.replace(message, text=text + "…"))


class PushSender:
    """Hands messages to push services; use as an async context manager for as long as there is something to send."""

    def __init__(self, contact: str) -> None:
        self._contact = contact  # whom a service may write to: the installation's address
        self._http: httpx2.AsyncClient | None = None
        self._proofs: dict[tuple[str, str], tuple[float, str]] = {}

    async def __aenter__(self) -> "PushSender":
        """Connect when there is something to send."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close the connections."""
        if self._http is not None:
            await self._http.aclose()

    async def send(self, target: Target, message: Message, key: PushKey, *, urgent: bool) -> Answer:
        """Hand a message over; a service that is slow, away or wrong is asked again later."""
        import httpx2  # noqa: PLC0415  (a tenth of a cold start)

        try:
            body = encrypted(packed(message), target)
            headers = self._headers(target, message, key, urgent=urgent)
            async with asyncio.timeout(WHOLE_S):
                async with self._client().stream("POST", target.endpoint, content=body, headers=headers) as answer:
                    return _answer(answer.status_code, answer.headers.get("Retry-After", ""), target.endpoint)
        except (httpx2.HTTPError, httpx2.InvalidURL, TimeoutError, OSError) as error:
            log.warning("push.not_sent", service=urlsplit(target.endpoint).hostname, error=type(error).__name__)
            return Answer("later")
        except ValueError:
            return Answer("gone")  # keys that are none: nobody could read it

    def _headers(self, target: Target, message: Message, key: PushKey, *, urgent: bool) -> dict[str, str]:
        return {
            "Authorization": f"vapid t={self._proof(target.endpoint, key)}, k={key.public}",
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(URGENT_STAYS_S if urgent else STAYS_S),
            "Urgency": "high" if urgent else "normal",
            "Topic": topic_of(message.tag),
        }

    def _proof(self, endpoint: str, key: PushKey) -> str:
        """Return a token for a service (RFC 8292), made anew when half of its time is over."""
        parts = urlsplit(endpoint)
        audience, now = f"{parts.scheme}://{parts.netloc}", time.time()
        kept = self._proofs.get((audience, key.public))
        if kept is not None and kept[0] > now:
            return kept[1]
        token = _signed({"aud": audience, "exp": int(now) + TOKEN_S, "sub": self._contact}, key)
        if len(self._proofs) >= KEPT_MOST:
            self._proofs.clear()
        self._proofs[audience, key.public] = (now + TOKEN_S / 2, token)
        return token

    def _client(self) -> "httpx2.AsyncClient":
        import httpx2  # noqa: PLC0415

        if self._http is None:
            limits = httpx2.Limits(max_connections=CONNECTIONS)
            timeout = httpx2.Timeout(WHOLE_S, connect=CONNECT_S)
            self._http = httpx2.AsyncClient(timeout=timeout, limits=limits, follow_redirects=False)
        return self._http


def _signed(claims: dict[str, object], key: PushKey) -> str:
    from joserfc import jwt  # noqa: PLC0415  (as http_ece)
    from joserfc.jwk import ECKey  # noqa: PLC0415

    return jwt.encode({"alg": "ES256", "typ": "JWT"}, claims, ECKey.import_key(_pem(key)))


def _pem(key: PushKey) -> bytes:
    body = base64.b64encode(decoded(key.private)).decode()
    return f"-----BEGIN PRIVATE KEY-----\n{body}\n-----END PRIVATE KEY-----\n".encode()


def topic_of(tag: str) -> str:
    """Return under what a service replaces a message that waits: at most 32 characters of base64url."""
    return encoded(hashlib.sha256(tag.encode()).digest())[:32]


def _answer(status: int, retry_after: str, endpoint: str) -> Answer:
    if 200 <= status < 300:
        return Answer("told")
    if status in {404, 410}:
        return Answer("gone")
    log.warning("push.refused", service=urlsplit(endpoint).hostname, status=status)
    if status in {400, 401, 403, 413}:
        return Answer("refused")
    return Answer("later", wait_ms_of(retry_after), is_of_all=status == 503)  # 429 may be this browser's alone


def wait_ms_of(retry_after: str) -> int:
    """Read `Retry-After`, in seconds or a date (RFC 9110, 10.2.3), at most an hour; 0 for what is neither."""
    said = retry_after.strip()
    if said.isascii() and said.isdigit():
        return min(int(said[:9]), WAIT_MOST_S) * 1_000
    try:
        at = parsedate_to_datetime(said)
    except ValueError:
        return 0
    if at.tzinfo is None:
        return 0
    return max(0, min(int(at.timestamp() * 1_000) - now_ms(), WAIT_MOST_S * 1_000))
