"""Paying (納付): what applicants may do about what they owe, each way behind one small description."""

from collections.abc import Sequence
from urllib.parse import quote

import msgspec
from sqlalchemy import insert, select, update

from kairan.applications.model import Applicant, ApplicationId
from kairan.applications.numbers import in_groups
from kairan.applications.streams import application_stream
from kairan.core.journal import append, hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.ids import new_id
from kairan.core.kit.jobs import enqueue
from kairan.core.viewer import OrganizationId
from kairan.counter.applicants import require_own_case
from kairan.counter.states import CLOSED, State
from kairan.payments.connecting import Providers, takes_cards
from kairan.payments.entries import PaymentBegun
from kairan.payments.finding import charge_of, terms_of
from kairan.payments.model import (
    SESSION_MS,
    Charged,
    PaymentId,
    charge_table,
    facts_in,
    payment_table,
)
from kairan.payments.outgoing import LOOK, OnePayment
from kairan.payments.problems import ChargeNotDue, WayNotOffered
from kairan.payments.provider import Begun
from kairan.payments.states import PAYABLE
from kairan.payments.terms import CARD_LEAST, PaymentTerms, Way

_c, _p = charge_table.c, payment_table.c
MARGIN_MS = 35 * 60_000  # a page that closes so soon is not shown any more; providers open none for under half an hour
LOOK_AFTER_MS = 15 * 60_000  # the first look, where nothing was told by then


class WayShown(msgspec.Struct, frozen=True, kw_only=True):
    """A way to pay as the applicant sees it."""

    way: Way
    text: str = ""
    url: str = ""


class OwnPayment(msgspec.Struct, frozen=True, kw_only=True):
    """Money of theirs that came in."""

    id: PaymentId
    way: Way
    received: int
    refunded: int
    received_on: str


class OwnCharge(msgspec.Struct, frozen=True, kw_only=True):
    """What is owed for an application, as its applicant sees it."""

    charged: Charged
    number: str
    title: str
    case_state: State
    organization_id: OrganizationId
    owed: int  # still to be paid, in yen
    ways: list[WayShown]
    payments: list[OwnPayment]
    page: str  # where the card page that was begun stands open; empty: none
    is_under_way: bool  # a card payment was begun and nothing is known of it yet
    has_failed: bool  # the last card payment did not succeed


class CardBegun(msgspec.Struct, frozen=True, kw_only=True):
    """A card payment that is written down, and now to be begun with the provider."""

    payment_id: PaymentId
    organization_id: OrganizationId
    amount: int
    what: str
    ends_at: int
    has_page: bool  # it was begun with the provider before


def own_charge(db: Db, applicant: Applicant, providers: Providers, case_id: ApplicationId) -> OwnCharge | None:
    """Return what the applicant owes for a case of theirs; None: never anything. Problems: CaseNotShown."""
    case = require_own_case(db, applicant, case_id)
    charge = charge_of(db, case_id)
    if charge is None:
        return None
    payments = db.all(select(payment_table).where(_p.application_id == case_id).order_by(_p.id))
    may_pay = charge.state in PAYABLE and case.state not in CLOSED
    owed = charge.amount - charge.net if may_pay else 0
    cards = [one for one in payments if one.way == "card"]
    begun = next((one for one in reversed(cards) if _is_to_be_used(one, owed)), None)
    return OwnCharge(
        charged=charged_of(charge),
        number=in_groups(case.number),
        title=case.title,
        case_state=case.state,
        organization_id=OrganizationId(case.organization_id),
        owed=owed,
        ways=_ways(db, providers, charge, case, owed) if owed else [],
        payments=[_own(one) for one in payments if one.succeeded_at is not None and one.received_on is not None],
        page=begun.url if begun is not None and begun.url else "",
        is_under_way=begun is not None,
        has_failed=bool(owed and cards and cards[-1].state in {"failed", "expired"}),
    )


def charged_of(charge: Record) -> Charged:
    """Return a charge in short."""
    return Charged(
        case_id=charge.id,
        form_id=charge.form_id,
        state=charge.state,
        amount=charge.amount if charge.asked_at is not None or charge.waived_at is not None else None,
        net=charge.net,
        due_on=charge.due_on,
    )


def _own(row: Record) -> OwnPayment:
    names = OwnPayment.__struct_fields__
    return OwnPayment(**{name: getattr(row, name) for name in names})


def _ways(db: Db, providers: Providers, charge: Record, case: Record, owed: int) -> list[WayShown]:
    terms = terms_of(db, charge.form_id)
    if terms is None:
        return []
    has_card = owed >= CARD_LEAST and takes_cards(db, providers, charge.organization_id)
    return ways_shown(terms, in_groups(case.number), owed, has_card=has_card)


def ways_shown(terms: PaymentTerms, reference: str, owed: int, *, has_card: bool) -> list[WayShown]:
    """Return how something can be paid, in the order of the terms."""
    link = terms.elsewhere.replace("{reference}", quote(reference)).replace("{amount}", str(owed))
    shown: dict[Way, WayShown | None] = {
        "card": WayShown(way="card") if has_card else None,
        "elsewhere": WayShown(way="elsewhere", url=link) if link else None,
        "transfer": WayShown(way="transfer", text=terms.transfer),
        "window": WayShown(way="window", text=terms.window),
    }
    return [one for way in dict.fromkeys(terms.ways) if (one := shown[way]) is not None]


def begin_card(db: Db, applicant: Applicant, providers: Providers, case_id: ApplicationId) -> CardBegun:
    """Write down that a card payment begins, before anybody else hears of it; one that is open is gone on with.

    Problems: CaseNotShown, ChargeNotDue, WayNotOffered.
    """
    require_own_case(db, applicant, case_id)
    hold(db, application_stream(case_id))
    own = own_charge(db, applicant, providers, case_id)
    if own is None or not own.owed:
        raise ChargeNotDue
    if not any(one.way == "card" for one in own.ways):
        raise WayNotOffered
    rows: Sequence[Record] = db.all(
        select(payment_table).where(_p.application_id == case_id, _p.way == "card").order_by(_p.id.desc())
    )
    open_one = next((one for one in rows if _is_to_be_used(one, own.owed)), None)
    row_id, ends_at = (open_one.id, open_one.ends_at) if open_one is not None else _write(db, own, case_id)
    return CardBegun(
        payment_id=PaymentId(row_id),
        organization_id=own.organization_id,
        amount=own.owed,
        what=f"{own.title} {own.number}"[:200],
        ends_at=ends_at,
        has_page=open_one is not None and bool(open_one.url),
    )


def _is_to_be_used(row: Record, owed: int) -> bool:
    """Whether a card payment that was begun is still the one to be paid."""
    is_open = row.state in {"open", "failed"} and facts_in(row).expired_at is None
    return is_open and row.amount == owed and row.ends_at is not None and row.ends_at > now_ms() + MARGIN_MS


def _write(db: Db, own: OwnCharge, case_id: ApplicationId) -> tuple[str, int]:
    payment_id, now = new_id(), now_ms()
    values = {
        "id": payment_id,
        "application_id": case_id,
        "organization_id": own.organization_id,
        "form_id": own.charged.form_id,
        "way": "card",
        "amount": own.owed,
        "state": "open",
        "received": 0,
        "refunded": 0,
        "ends_at": now + SESSION_MS - MARGIN_MS,
        "note": "",
        "created_at": now,
        "looked_at": now,
    }
    db.execute(insert(payment_table).values(values))
    begun = PaymentBegun(payment=payment_id, amount=own.owed)
    append(db, application_stream(case_id), begun, None)
    enqueue(db, LOOK, OnePayment(PaymentId(payment_id)), due_at=now + LOOK_AFTER_MS, key=payment_id)
    return payment_id, now + SESSION_MS - MARGIN_MS


def note_page(db: Db, payment_id: PaymentId, begun: Begun) -> None:
    """Note the provider's page of a payment; told twice, it is the same one."""
    page = {"session": begun.session, "url": begun.url}
    db.execute(update(payment_table).where(_p.id == payment_id).values(page))
