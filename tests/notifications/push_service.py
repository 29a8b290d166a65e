"""A push service on this machine that speaks the real protocol: it checks the proof (RFC 8292) and the encryption (RFC
8291), and hands the message to the browser it is for, which decrypts it as browsers do."""

import base64
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import http_ece
import msgspec
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from joserfc import jwt
from joserfc.jwk import ECKey

from kairan.notifications.model import Subscribing


def encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


class Browser:
    """One browser: its keys, and what arrived."""

    def __init__(self, endpoint: str) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.auth = b"sixteen bytes !!"
        self.endpoint = endpoint
        self.got: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []

    @property
    def subscription(self) -> Subscribing:
        """What its page gives to the server."""
        point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return Subscribing(endpoint=self.endpoint, p256dh=encoded(point), auth=encoded(self.auth))

    def receive(self, body: bytes, headers: dict[str, str]) -> None:
        """Decrypt what came, as a browser does before it wakes the service worker."""
        plain = http_ece.decrypt(body, private_key=self.key, auth_secret=self.auth, version="aes128gcm")
        self.got.append(msgspec.json.decode(plain))
        self.headers.append(headers)


class PushService:
    """Where browsers are known by their path."""

    def __init__(self) -> None:
        self.browsers: dict[str, Browser] = {}
        self.status = 201
        """What is answered to everybody; what is not taken is not delivered."""
        self.status_of: dict[str, int] = {}
        """What is answered of one browser, by its name."""
        self.retry_after = ""
        self.asked_of: list[str] = []
        self.gone: set[str] = set()
        self.refusals: list[str] = []
        self.asked = 0
        self.url = ""

    def browser(self, name: str) -> Browser:
        """Return the browser of a name, made when first asked for."""
        if name not in self.browsers:
            self.browsers[name] = Browser(f"{self.url}/push/{name}")
        return self.browsers[name]

    def take(self, path: str, headers: dict[str, str], body: bytes) -> int:
        """Take a message, or say why not."""
        self.asked += 1
        browser = self.browsers.get(path.removeprefix("/push/"))
        if browser is None or path in self.gone:
            return 410
        self.asked_of.append(path.removeprefix("/push/"))
        if (status := self.status_of.get(path.removeprefix("/push/"), self.status)) != 201:
            return status
        if wrong := self._wrong(headers, body):
            self.refusals.append(wrong)
            return 403
        browser.receive(body, headers)
        return 201

    def _wrong(self, headers: dict[str, str], body: bytes) -> str:
        scheme, _, rest = headers.get("authorization", "").partition(" ")
        parts = dict(part.strip().split("=", 1) for part in rest.split(",") if "=" in part)
        if scheme != "vapid" or {"t", "k"} - parts.keys():
            return "no proof"
        point = decoded(parts["k"])
        key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
        pem = key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        claims = jwt.decode(parts["t"], ECKey.import_key(pem), algorithms=["ES256"]).claims
        if claims["aud"] != self.url:
            return f"for {claims['aud']}"
        if not str(claims["sub"]).startswith(("mailto:", "https://", "http://")):
            return f"sub {claims['sub']}"
        if headers.get("content-encoding") != "aes128gcm" or int(headers.get("ttl", "-1")) < 0:
            return "headers"
        if len(body) > 4096:
            return "too long"
        return "topic" if len(headers.get("topic", "")) > 32 else ""


@contextmanager
def push_service() -> Iterator[PushService]:
    """Run one on a free port."""
    service = PushService()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            self.send_response(service.take(self.path, headers, body))
            if service.retry_after:
                self.send_header("Retry-After", service.retry_after)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    service.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
