"""Card payments with Stripe, or whoever speaks as it does: Checkout by plain HTTP, without a library of theirs.

What is asked twice, after a crash or a lost answer, is done once: every change carries an idempotency key of ours, and
the same parameters. Which payment of ours something is about stands in the metadata of the session and of its payment
intent, so that it is known even when the answer to our first request was lost.
"""

import asyncio
from collections.abc import Mapping

import msgspec
import structlog

from kairan.core.kit.clock import now_ms
from kairan.core.kit.ids import is_id
from kairan.payments.model import ADDRESS_LIMIT, NAME_LIMIT, PaymentId, RefundId
from kairan.payments.problems import CardProviderAway, CardProviderRefused, HookRefused
from kairan.payments.provider import Begun, CardPayment, Heard
from kairan.payments.signatures import is_signed
from kairan.payments.states import Facts

log = structlog.get_logger("kairan.payments")

WHOLE_S = 12.0
ANSWER_MOST = 1024 * 1024  # bytes
OURS = "kairan_payment"
_RETRIED = frozenset({408, 409, 425, 429})
"""Refusals that pass by themselves: another request with the same key is still under way, or there are too many."""

_Name = str | None


class _Charge(msgspec.Struct, frozen=True, kw_only=True):
    id: str = ""
    paid: bool = False
    created: int = 0
    amount_captured: int = 0
    amount_refunded: int = 0
    currency: str = ""
    payment_intent: _Name = None
    metadata: dict[str, str] = {}


class _Intent(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    status: str = ""
    amount_received: int = 0
    currency: str = ""
    last_payment_error: dict[str, object] | None = None
    latest_charge: str | _Charge | None = None
    metadata: dict[str, str] = {}


class _Session(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    status: _Name = None  # open, complete, expired
    payment_status: str = "unpaid"  # unpaid, paid, no_payment_required
    amount_total: int | None = None
    currency: _Name = None
    url: _Name = None
    payment_intent: str | _Intent | None = None
    metadata: dict[str, str] = {}


class _Data(msgspec.Struct, frozen=True):
    object: msgspec.Raw


class _Event(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    type: str
    created: int
    data: _Data


class _Fault(msgspec.Struct, frozen=True):
    type: str = ""
    code: str = ""


class _Refusal(msgspec.Struct, frozen=True):
    error: _Fault = _Fault()


class StripeProvider:
    """An account with Stripe, or with whoever speaks as it does."""

    def __init__(self, address: str, key: str, hook: str) -> None:
        self._address = address.rstrip("/")
        self._key = key
        self._hook = hook

    async def begin(self, wanted: CardPayment) -> Begun:
        """Open a Checkout Session. Problems: CardProviderAway, CardProviderRefused."""
        form = {
            "mode": "payment",
            "client_reference_id": wanted.payment_id,
            "line_items[0][quantity]": "1",
            "line_items[0][price_data][currency]": "jpy",  # whole yen: a currency without smaller parts
            "line_items[0][price_data][unit_amount]": str(wanted.amount),
            "line_items[0][price_data][product_data][name]": wanted.what,
            "locale": wanted.language,
            "success_url": f"{wanted.back}?why=back",
            "cancel_url": wanted.back,
            "expires_at": str(wanted.ends_at // 1000),
            f"metadata[{OURS}]": wanted.payment_id,
            f"payment_intent_data[metadata][{OURS}]": wanted.payment_id,
        }
        made = _read(await self._ask("POST", "/v1/checkout/sessions", form, wanted.payment_id))
        url = made.url or ""
        if not url.startswith(("https://", self._address)) or max(len(url), len(made.id)) > ADDRESS_LIMIT:
            raise CardProviderAway
        return Begun(session=made.id[:NAME_LIMIT], url=url)

    async def look(self, session: str) -> Facts:
        """Ask for a session with its payment. Problems: CardProviderAway, CardProviderRefused."""
        form = {"expand[]": "payment_intent.latest_charge"}
        return _of_session(_read(await self._ask("GET", _session_path(session), form)), now_ms())

    async def close(self, session: str) -> Facts:
        """Expire a session; one that is complete or over stays as it is. Problems: CardProviderAway, …"""
        try:
            await self._ask("POST", f"{_session_path(session)}/expire", {}, f"close-{session}")
        except CardProviderRefused as refusal:
            log.info("payments.not_closed", session=session, error=refusal.detail["error"])
        return await self.look(session)

    async def refund(self, refund_id: RefundId, intent: str, amount: int) -> None:
        """Give money back. Problems: CardProviderAway, CardProviderRefused."""
        form = {"payment_intent": intent, "amount": str(amount), "metadata[kairan_refund]": refund_id}
        await self._ask("POST", "/v1/refunds", form, refund_id)

    def heard(self, body: bytes, signature: str, at: int) -> Heard:
        """Read an event. Problems: HookRefused."""
        if not is_signed(self._hook, signature, body, at // 1000):
            raise HookRefused
        try:
            event = msgspec.json.decode(body, type=_Event)
            return _heard(event)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            log.warning("payments.event_unread", error=str(error)[:200])
            raise HookRefused from error

    async def _ask(self, method: str, path: str, form: Mapping[str, str], key: str = "") -> bytes:
        """Ask; return the answer. Problems: CardProviderAway, CardProviderRefused."""
        import httpx2  # noqa: PLC0415  (a tenth of a cold start, for bodies that take no cards for nothing)

        headers = {"Authorization": f"Bearer {self._key}", **({"Idempotency-Key": key} if key else {})}
        query, body = (dict(form), None) if method == "GET" else (None, dict(form))
        try:
            async with (
                asyncio.timeout(WHOLE_S),
                httpx2.AsyncClient(timeout=WHOLE_S, follow_redirects=False) as client,
                client.stream(method, f"{self._address}{path}", headers=headers, params=query, data=body) as answer,
            ):
                got = b""
                async for part in answer.aiter_bytes():
                    got += part
                    if len(got) > ANSWER_MOST:
                        raise CardProviderAway
                status = answer.status_code
        except (httpx2.HTTPError, httpx2.InvalidURL, TimeoutError, OSError) as error:
            log.warning("payments.provider_away", error=repr(error)[:200])
            raise CardProviderAway from error
        return _accepted(status, got)


def _accepted(status: int, got: bytes) -> bytes:
    """Return an answer that grants what was asked. Problems: CardProviderAway, CardProviderRefused."""
    if 200 <= status < 300:
        return got
    if status in _RETRIED or status >= 500:
        log.warning("payments.provider_away", status=status)
        raise CardProviderAway
    try:
        fault = msgspec.json.decode(got, type=_Refusal).error
    except (msgspec.DecodeError, UnicodeDecodeError):
        fault = _Fault()
    raise CardProviderRefused(error=(fault.code or fault.type or str(status))[:60])


def _read(body: bytes) -> _Session:
    try:
        return msgspec.json.decode(body, type=_Session)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        log.warning("payments.answer_unread", error=str(error)[:200])
        raise CardProviderAway from error


def _session_path(session: str) -> str:
    plain = "".join(one for one in session if one.isascii() and (one.isalnum() or one == "_"))
    return f"/v1/checkout/sessions/{plain}"


def _heard(event: _Event) -> Heard:
    """Return what an event of the kinds that matter says; of others, that it was told."""
    at = event.created * 1000
    about = Heard(name=event.id[:NAME_LIMIT], kind=event.type[:60], at=at)
    family, _, what = event.type.rpartition(".")
    if family == "checkout.session":
        session = msgspec.json.decode(event.data.object, type=_Session)
        facts = _of_session(session, at, has_failed=what == "async_payment_failed")
        return _about(about, session.metadata, facts)
    if family == "payment_intent":
        intent = msgspec.json.decode(event.data.object, type=_Intent)
        return _about(about, intent.metadata, _of_intent(intent, at))
    if event.type in {"charge.refunded", "charge.succeeded", "charge.captured"}:
        charge = msgspec.json.decode(event.data.object, type=_Charge)
        return _about(about, charge.metadata, _of_charge(charge))
    return about


def _about(heard: Heard, metadata: Mapping[str, str], facts: Facts) -> Heard:
    named = metadata.get(OURS, "")
    payment_id = PaymentId(named) if is_id(named) else None
    return msgspec.structs.replace(heard, payment_id=payment_id, intent=facts.intent, facts=facts)


def _of_session(session: _Session, at: int, *, has_failed: bool = False) -> Facts:
    """Return what a session says; `at` is when it said so, used where it does not say itself when it was paid."""
    intent = session.payment_intent
    told = _of_intent(intent, at) if isinstance(intent, _Intent) else Facts(intent=_named(intent))
    is_paid = session.payment_status == "paid" and session.currency == "jpy"
    if is_paid and told.succeeded_at is None:
        told = msgspec.structs.replace(told, succeeded_at=at, received=session.amount_total or 0)
    if session.status == "expired":
        told = msgspec.structs.replace(told, expired_at=at)
    return msgspec.structs.replace(told, failed_at=at) if has_failed and told.failed_at is None else told


def _of_intent(intent: _Intent, at: int) -> Facts:
    if isinstance(intent.latest_charge, _Charge) and intent.latest_charge.paid:
        told = _of_charge(intent.latest_charge)
        return msgspec.structs.replace(told, intent=_named(intent.id))
    if intent.status == "succeeded" and intent.currency == "jpy":
        return Facts(intent=_named(intent.id), succeeded_at=at, received=intent.amount_received)
    return Facts(intent=_named(intent.id), failed_at=at if intent.last_payment_error is not None else None)


def _of_charge(charge: _Charge) -> Facts:
    if not charge.paid or charge.currency != "jpy":
        return Facts(intent=_named(charge.payment_intent))
    return Facts(
        intent=_named(charge.payment_intent),
        succeeded_at=charge.created * 1000,
        received=charge.amount_captured,
        refunded=charge.amount_refunded,
    )


def _named(name: str | None) -> str | None:
    return None if name is None else name[:NAME_LIMIT]
