"""A double of a card provider: what Stripe's documents say of Checkout, over HTTP on this machine.

`localstripe`, the double one finds first, knows no Checkout Sessions (it answers 404), so this is our own: sessions,
expiring, refunds, idempotency keys, errors in their form, and signed events, which the test delivers when, in which
order and as often as it likes.
"""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal
from urllib.parse import parse_qsl, urlsplit

import httpx

from kairan.payments.signatures import signature_of

KEY = "sk_test_double"
HOOK = "whsec_double"
Fault = Literal["away", "lost", "busy"]
"""Does nothing and answers 500; does it, and the answer is lost; answers 429."""
Answer = tuple[int, dict[str, Any]]


class CardDouble:
    """Sessions, their payments and refunds, as the provider keeps them."""

    def __init__(self) -> None:
        self.url = ""
        self.sessions: dict[str, dict[str, Any]] = {}
        self.charges: dict[str, dict[str, Any]] = {}  # by payment intent
        self.errors: dict[str, dict[str, Any]] = {}  # by payment intent
        self.refunds: list[dict[str, Any]] = []
        self.asked: list[tuple[str, str]] = []
        self.faults: list[Fault] = []  # of the next requests, one each
        self._kept: dict[str, tuple[dict[str, str], Answer]] = {}  # by idempotency key
        self._count = 0
        self._lock = threading.Lock()

    # -- what people do there --------------------------------------------------------------------------------

    def pay(self, session_id: str, amount: int | None = None) -> list[dict[str, Any]]:
        """Let somebody pay on a page; returns the events, which nobody is told of yet."""
        session = self.sessions[session_id]
        assert session["status"] == "open", "nobody pays on a page that is closed"
        got = session["amount_total"] if amount is None else amount
        charge = {
            "id": self._name("ch"),
            "object": "charge",
            "paid": True,
            "created": int(time.time()),
            "amount_captured": got,
            "amount_refunded": 0,
            "currency": "jpy",
            "payment_intent": session["payment_intent"],
            "metadata": session["metadata"],
        }
        self.charges[session["payment_intent"]] = charge
        session |= {"status": "complete", "payment_status": "paid", "amount_total": got, "url": None}
        return [
            self.event("checkout.session.completed", session),
            self.event("payment_intent.succeeded", self._intent(session)),
            self.event("charge.succeeded", charge),
        ]

    def decline(self, session_id: str) -> list[dict[str, Any]]:
        """Let a card be refused; the page stays open for another one."""
        session = self.sessions[session_id]
        self.errors[session["payment_intent"]] = {"code": "card_declined"}
        return [self.event("payment_intent.payment_failed", self._intent(session))]

    def expire(self, session_id: str) -> list[dict[str, Any]]:
        """Let the time of a page be over."""
        session = self.sessions[session_id]
        if session["status"] == "open":
            session |= {"status": "expired", "url": None}
        return [self.event("checkout.session.expired", session)]

    def give_back(self, intent: str, amount: int) -> list[dict[str, Any]]:
        """Let somebody give money back on the provider's own pages."""
        charge = self.charges[intent]
        charge["amount_refunded"] += amount
        return [self.event("charge.refunded", charge)]

    def event(self, kind: str, about: dict[str, Any]) -> dict[str, Any]:
        """Return an event as it is told."""
        told = json.loads(json.dumps(about))
        data = {"object": told}
        return {"id": self._name("evt"), "object": "event", "type": kind, "created": int(time.time()), "data": data}

    def deliver(self, hook: str, event: dict[str, Any], secret: str = HOOK, at: int | None = None) -> httpx.Response:
        """Tell an event, signed as of now, or of another time."""
        body, header = signed(event, secret, at)
        headers = {"Stripe-Signature": header, "Content-Type": "application/json"}
        return httpx.post(hook, content=body, headers=headers, timeout=30)

    # -- what servers ask ------------------------------------------------------------------------------------

    def answer(self, method: str, target: str, headers: dict[str, str], body: bytes) -> Answer | None:
        """Answer a request; None for one whose answer is lost."""
        with self._lock:
            parts = urlsplit(target)
            form = dict(parse_qsl(body.decode() if method == "POST" else parts.query))
            self.asked.append((method, parts.path))
            fault = self.faults.pop(0) if self.faults else None
            if fault == "away":
                return 500, {"error": {"type": "api_error"}}
            if fault == "busy":
                return 429, {"error": {"type": "invalid_request_error", "code": "rate_limit"}}
            if headers.get("authorization") != f"Bearer {KEY}":
                return 401, {"error": {"type": "invalid_request_error"}}
            done = self._once(method, parts.path, form, headers.get("idempotency-key", ""))
            return None if fault == "lost" else done

    def _once(self, method: str, path: str, form: dict[str, str], key: str) -> Answer:
        if key in self._kept:
            asked, kept = self._kept[key]
            return kept if asked == form else (400, {"error": {"type": "idempotency_error"}})
        done = self._do(method, path, form)
        if key:
            self._kept[key] = (form, json.loads(json.dumps(done)))
        return done

    def _do(self, method: str, path: str, form: dict[str, str]) -> Answer:
        if (method, path) == ("POST", "/v1/checkout/sessions"):
            return self._open(form)
        if (method, path) == ("POST", "/v1/refunds"):
            return self._refund(form)
        session = self.sessions.get(path.split("/")[4]) if path.startswith("/v1/checkout/sessions/") else None
        if session is None:
            return 404, {"error": {"type": "invalid_request_error", "code": "resource_missing"}}
        if path.endswith("/expire"):
            if session["status"] != "open":
                return 400, {"error": {"type": "invalid_request_error"}}
            session |= {"status": "expired", "url": None}
        wanted = form.get("expand[]") == "payment_intent.latest_charge"
        return 200, {**session, "payment_intent": self._intent(session, expanded=True)} if wanted else session

    def _open(self, form: dict[str, str]) -> Answer:
        amount = int(form["line_items[0][price_data][unit_amount]"])
        left = int(form["expires_at"]) - time.time()
        if amount < 50 or form["line_items[0][price_data][currency]"] != "jpy" or not 1_800 <= left <= 86_400:
            return 400, {"error": {"type": "invalid_request_error", "code": "parameter_invalid"}}
        named = {"kairan_payment": form["metadata[kairan_payment]"]}
        assert form["payment_intent_data[metadata][kairan_payment]"] == named["kairan_payment"]
        session_id = self._name("cs_test")
        self.sessions[session_id] = {
            "id": session_id,
            "object": "checkout.session",
            "status": "open",
            "payment_status": "unpaid",
            "amount_total": amount,
            "currency": "jpy",
            "created": int(time.time()),
            "url": f"{self.url}/pay/{session_id}",
            "payment_intent": self._name("pi"),
            "client_reference_id": form["client_reference_id"],
            "metadata": named,
        }
        return 200, self.sessions[session_id]

    def _refund(self, form: dict[str, str]) -> Answer:
        charge = self.charges.get(form["payment_intent"])
        amount = int(form["amount"])
        if charge is None or charge["amount_refunded"] + amount > charge["amount_captured"]:
            return 400, {"error": {"type": "invalid_request_error", "code": "charge_already_refunded"}}
        charge["amount_refunded"] += amount
        made = {"id": self._name("re"), "object": "refund", "amount": amount, "status": "succeeded"}
        self.refunds.append(made)
        return 200, made

    def _intent(self, session: dict[str, Any], *, expanded: bool = False) -> dict[str, Any]:
        name = session["payment_intent"]
        charge = self.charges.get(name)
        return {
            "id": name,
            "object": "payment_intent",
            "status": "succeeded" if charge else "requires_payment_method",
            "amount_received": charge["amount_captured"] if charge else 0,
            "currency": "jpy",
            "last_payment_error": None if charge else self.errors.get(name),
            "latest_charge": charge if expanded or charge is None else charge["id"],
            "metadata": session["metadata"],
        }

    def _name(self, kind: str) -> str:
        self._count += 1
        return f"{kind}_{self._count:08}"


def signed(event: dict[str, Any], secret: str = HOOK, at: int | None = None) -> tuple[bytes, str]:
    """Return an event's bytes and their signature."""
    body, now = json.dumps(event).encode(), int(time.time()) if at is None else at
    return body, f"t={now},v1={signature_of(secret, now, body)},v0=old"


@contextmanager
def card_provider() -> Iterator[CardDouble]:
    """Run one on a free port."""
    double = CardDouble()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._answer()

        def do_POST(self) -> None:
            self._answer()

        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            headers = {name.lower(): value for name, value in self.headers.items()}
            found = double.answer(self.command, self.path, headers, body)
            if found is None:
                self.close_connection = True
                return
            content = json.dumps(found[1]).encode()
            self.send_response(found[0])
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    double.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield double
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
