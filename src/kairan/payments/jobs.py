"""What is asked of providers later, and again: what was never told, what is to be closed, what is to be given back."""

from sqlalchemy import select, update

from kairan.core.concern import Parts
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.jobs import Jobs, enqueue
from kairan.core.kit.secrets import SecretBox
from kairan.core.viewer import OrganizationId
from kairan.payments.desk import PaymentDesk
from kairan.payments.model import PaymentId, RefundId, payment_refund_table, payment_table
from kairan.payments.outgoing import CLOSE, LOOK, REFUND, OnePayment, OneRefund
from kairan.payments.problems import CardProviderRefused
from kairan.payments.receiving import take_facts
from kairan.payments.refunding import refund_done, refund_failed
from kairan.payments.states import Facts

_p, _r = payment_table.c, payment_refund_table.c
EVERY_S = 300
LOOKED_AT_ONCE = 100
QUIET_MS = 30 * 60_000  # what was not told for so long is asked for
STALE_MS = 35 * 24 * 3_600_000  # after this nobody pays any more: what is told later is still heard
REFUND_AGAIN_MS = 3 * 3_600_000  # a refund whose job was given up is asked for anew


def register_jobs(jobs: Jobs, parts: Parts, desk: PaymentDesk) -> None:
    """Look every five minutes for what was not told; ask, close and give back as it is wanted."""
    outgoing = Outgoing(desk)
    jobs.every(EVERY_S, "payments.sweep", sweep)
    jobs.add_outside(LOOK, OnePayment, outgoing.look, Taking(parts.box).facts)
    jobs.add_outside(CLOSE, OnePayment, outgoing.close, Taking(parts.box).facts)
    jobs.add_outside(REFUND, OneRefund, outgoing.refund, Taking(parts.box).refund)


def sweep(db: Db) -> None:
    """Let be asked for what nobody told of; what no page was ever shown for is over by itself."""
    now = now_ms()
    waiting = (_p.way == "card") & _p.state.in_(("open", "failed")) & (_p.created_at > now - STALE_MS)
    quiet = db.all(
        select(_p.id).where(waiting, _p.looked_at < now - QUIET_MS).order_by(_p.looked_at).limit(LOOKED_AT_ONCE)
    )
    for row in quiet:
        enqueue(db, LOOK, OnePayment(PaymentId(row.id)), key=row.id)
    db.execute(update(payment_table).where(_p.id.in_([row.id for row in quiet])).values(looked_at=now))
    asked = _r.done_at.is_(None) & _r.failed_at.is_(None) & (_r.asked_at < now - REFUND_AGAIN_MS)
    for refund_id in db.scalars(select(_r.id).where(asked).order_by(_r.id).limit(LOOKED_AT_ONCE)):
        enqueue(db, REFUND, OneRefund(RefundId(refund_id)), key=refund_id)


class Outgoing:
    """Asks providers; what they answer is taken in by `Taking`, in the transaction that ends the job."""

    def __init__(self, desk: PaymentDesk) -> None:
        self._desk = desk

    async def look(self, one: OnePayment) -> Facts | None:
        """Ask what is known of a payment. Problems: CardProviderAway, CardProviderRefused: then it is asked again."""
        row = await self._payment(one.payment_id)
        if row is None or row.way != "card":
            return None
        if row.session is None:
            # No page was ever shown, so nobody can have paid on it.
            is_over = row.ends_at is not None and row.ends_at < now_ms()
            return Facts(expired_at=row.ends_at) if is_over else None
        provider = await self._desk.found(OrganizationId(row.organization_id), also_off=True)
        return None if provider is None else await provider.look(row.session)

    async def close(self, one: OnePayment) -> Facts | None:
        """Let nobody pay on a page that is not to be paid on any more. Problems: as `look`."""
        row = await self._payment(one.payment_id)
        if row is None or row.way != "card" or row.session is None:
            return None  # a page that was never noted is never shown
        provider = await self._desk.found(OrganizationId(row.organization_id), also_off=True)
        return None if provider is None else await provider.close(row.session)

    async def refund(self, one: OneRefund) -> str | None:
        """Give money back; returns why the provider refuses, or None. Problems: CardProviderAway: then again."""

        def ask(db: Db) -> Record | None:
            return db.first(
                select(_r.amount, _r.done_at, _p.intent, _p.organization_id)
                .join(payment_table, _p.id == _r.payment_id)
                .where(_r.id == one.refund_id)
            )

        row = await self._desk.store.read(ask)
        if row is None or row.done_at is not None:
            return None
        if row.intent is None:
            return "no_intent"
        provider = await self._desk.provider(OrganizationId(row.organization_id), also_off=True)
        try:
            await provider.refund(one.refund_id, row.intent, row.amount)
        except CardProviderRefused as refusal:
            return str(refusal.detail["error"])
        return None

    async def _payment(self, payment_id: PaymentId) -> Record | None:
        def ask(db: Db) -> Record | None:
            return db.first(select(payment_table).where(_p.id == payment_id))

        return await self._desk.store.read(ask)


class Taking:
    """Takes in what providers answered."""

    def __init__(self, box: SecretBox) -> None:
        self._box = box

    def facts(self, db: Db, one: OnePayment, told: Facts | None) -> None:
        """Take in what is known of a payment."""
        if told is not None:
            take_facts(db, self._box, one.payment_id, told)

    def refund(self, db: Db, one: OneRefund, error: str | None) -> None:
        """Note how a refund ended."""
        if error is None:
            refund_done(db, self._box, one.refund_id)
        else:
            refund_failed(db, one.refund_id, error)
