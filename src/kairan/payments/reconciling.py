"""A day's page (日計・照合): payments, applications and the provider's settlement meet; what does not is listed.

Everything is asked for the forms the viewer works on. Lines of a settlement that meet nothing here are shown to who
reads settlements in, since nobody else could tell whose they are.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select

from kairan.applications.model import ApplicationId, application_table
from kairan.applications.numbers import in_groups
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.days import day_of, midnight
from kairan.core.viewer import Viewer
from kairan.counter.model import case_table
from kairan.forms.model import form_table
from kairan.forms.rights import readable
from kairan.payments.jobs import STALE_MS
from kairan.payments.model import charge_table, payment_refund_table, payment_table
from kairan.payments.problems import PaymentDayWrong
from kairan.payments.settlement_model import (
    BooksOfDay,
    DayLine,
    Mismatch,
    MismatchKind,
    WayTotal,
    settlement_line_table,
)
from kairan.people import has_task
from kairan.policy import require

_a, _k, _f, _c = application_table.c, case_table.c, form_table.c, charge_table.c
_p, _r, _s = payment_table.c, payment_refund_table.c, settlement_line_table.c
LINES_MOST = 500
LISTED_MOST = 100  # of one kind
SETTLED_AFTER_DAYS = 3  # so long a provider may take to tell of a payment in its settlement
SILENT_MS = 2 * 24 * 3_600_000  # a page closes after a day: what is known of nothing by then is asked about in vain


def books_of_day(db: Db, viewer: Viewer, day: str) -> BooksOfDay:
    """Return a day's page, for the forms the viewer works on. Problems: RefusedByPolicy, PaymentDayWrong."""
    require(viewer, "read_answers")
    if midnight(day) is None:
        raise PaymentDayWrong(most=1)
    forms = worked_forms(db, viewer)
    mine = (_p.organization_id == viewer.organization_id) & _p.form_id.in_(forms) & (_p.received_on == day)
    rows = db.all(_payments().where(mine).order_by(_p.id).limit(LINES_MOST + 1))
    fees = _settled(db, viewer, [row.intent for row in rows if row.intent])
    asked = db.first(
        select(func.count(), func.coalesce(func.sum(_c.amount), 0)).where(
            _c.organization_id == viewer.organization_id, _c.form_id.in_(forms), _c.asked_on == day
        )
    )
    sums = db.all(
        select(_p.way, func.count(), func.sum(_p.received), func.sum(_p.refunded)).where(mine).group_by(_p.way)
    )
    return BooksOfDay(
        day=day,
        asked=0 if asked is None else asked[0],
        asked_yen=0 if asked is None else int(asked[1]),
        payments=[_line(row, fees) for row in rows[:LINES_MOST]],
        has_more=len(rows) > LINES_MOST,
        totals=[
            WayTotal(way=way, count=count, received=int(got), refunded=int(given)) for way, count, got, given in sums
        ],
        settled_yen=_settled_yen(db, viewer, day),
        mismatches=_mismatches(db, viewer, forms),
        may_import=has_task(viewer, "organization"),
    )


def worked_forms(db: Db, viewer: Viewer) -> list[str]:
    """Return the forms whose applications the viewer works on."""
    return list(db.scalars(select(_f.id).where(readable(db, viewer, "work"))))


def _payments() -> Select[*tuple[object, ...]]:
    return (
        select(payment_table, _a.number, _f.title, _k.who)
        .join(application_table, _a.id == _p.application_id)
        .join(case_table, _k.id == _p.application_id)
        .join(form_table, _f.id == _p.form_id)
    )


def _settled(db: Db, viewer: Viewer, intents: Sequence[str]) -> dict[str, int]:
    """Return the provider's fees, of payments that its settlement names."""
    mine = (_s.organization_id == viewer.organization_id) & _s.intent.in_(intents)
    rows = db.all(select(_s.intent, func.sum(_s.fee)).where(mine).group_by(_s.intent))
    return {intent: int(fee) for intent, fee in rows}


def _settled_yen(db: Db, viewer: Viewer, day: str) -> int:
    """Return what the settlement says of a day, for who reads settlements in: it is of all forms together."""
    if not has_task(viewer, "organization"):
        return 0
    mine = (_s.organization_id == viewer.organization_id) & (_s.day == day)
    return int(db.scalar(select(func.coalesce(func.sum(_s.gross), 0)).where(mine)) or 0)


def _line(row: Record, fees: dict[str, int]) -> DayLine:
    return DayLine(
        case_id=row.application_id,
        number=in_groups(row.number),
        title=row.title,
        who=row.who,
        way=row.way,
        received=row.received,
        refunded=row.refunded,
        fee=fees.get(row.intent or ""),
        is_settled=(row.intent or "") in fees,
    )


def _mismatches(db: Db, viewer: Viewer, forms: Sequence[str]) -> list[Mismatch]:
    """Return everything that does not meet, whatever day it is of: it stays until somebody has settled it."""
    body = viewer.organization_id
    of_charges = (_c.organization_id == body) & _c.form_id.in_(forms)
    of_payments = (_p.organization_id == body) & _p.form_id.in_(forms)
    found = [
        *_of_charges(db, "over", of_charges & (_c.state == "over")),
        *_of_charges(db, "short", of_charges & (_c.state == "short")),
        *_of_charges(db, "closed", of_charges & (_c.net > 0) & _k.state.in_(("refused", "withdrawn"))),
        *_of_refunds(db, "refund_failed", of_payments & _r.failed_at.is_not(None) & (_p.refunded < _p.received)),
        *_of_refunds(db, "refund_waiting", of_payments & _r.done_at.is_(None) & _r.failed_at.is_(None)),
        *_of_payments(db, "silent", of_payments & _is_silent()),
        *_of_payments(db, "not_settled", of_payments & _is_not_settled(body)),
        *_differing(db, of_payments),
    ]
    return [*found, *_not_here(db, body)] if has_task(viewer, "organization") else found


def _of_charges(db: Db, kind: MismatchKind, which: ColumnElement[bool]) -> list[Mismatch]:
    rows = db.all(
        select(_c.id, _c.amount, _c.net, _c.waived_at, _a.number, _f.title)
        .join(application_table, _a.id == _c.id)
        .join(case_table, _k.id == _c.id)
        .join(form_table, _f.id == _c.form_id)
        .where(which)
        .order_by(_c.id)
        .limit(LISTED_MOST)
    )
    return [_mismatch(kind, one.id, one, 0 if one.waived_at else one.amount, one.net) for one in rows]


def _of_payments(db: Db, kind: MismatchKind, which: ColumnElement[bool]) -> list[Mismatch]:
    rows = db.all(_payments().where(which).order_by(_p.id).limit(LISTED_MOST))
    return [
        _mismatch(kind, one.application_id, one, one.received if kind == "not_settled" else one.amount, None)
        for one in rows
    ]


def _of_refunds(db: Db, kind: MismatchKind, which: ColumnElement[bool]) -> list[Mismatch]:
    rows = db.all(
        _payments()
        .join(payment_refund_table, _r.payment_id == _p.id)
        .add_columns(_r.amount.label("wanted"))
        .where(which)
        .order_by(_r.id)
        .limit(LISTED_MOST)
    )
    return [_mismatch(kind, one.application_id, one, one.wanted, None) for one in rows]


def _is_silent() -> ColumnElement[bool]:
    """Restrict payments to those of which the provider tells nothing, long after their page was closed."""
    now = now_ms()
    return (
        (_p.way == "card")
        & _p.state.in_(("open", "failed"))
        & (_p.created_at.between(now - 2 * STALE_MS, now - SILENT_MS))
    )


def _is_not_settled(body: str) -> ColumnElement[bool]:
    """Restrict payments to those a settlement should name and does not: it was read in for later days than theirs."""
    until = (date.fromisoformat(day_of(now_ms())) - timedelta(days=SETTLED_AFTER_DAYS)).isoformat()
    later = settlement_line_table.alias("later")
    read = exists(select(later.c.name).where(later.c.organization_id == body, later.c.day > _p.received_on))
    named = exists(select(_s.name).where(_s.organization_id == body, _s.intent == _p.intent))
    return and_(_p.way == "card", _p.succeeded_at.is_not(None), _p.received_on <= until, read, ~named)


def _differing(db: Db, which: ColumnElement[bool]) -> list[Mismatch]:
    """Return payments of which the settlement says another amount, with and without what was given back."""
    gross = func.sum(_s.gross)
    got = func.sum(_s.gross).filter(_s.gross > 0)
    sums = (
        select(_s.organization_id, _s.intent, gross.label("gross"), func.coalesce(got, 0).label("got"))
        .where(_s.intent != "")
        .group_by(_s.organization_id, _s.intent)
        .subquery()
    )
    same = (sums.c.organization_id == _p.organization_id) & (sums.c.intent == _p.intent)
    is_other = or_(sums.c.got != _p.received, sums.c.gross != _p.received - _p.refunded)
    rows = db.all(
        _payments().join(sums, same).add_columns(sums.c.gross).where(which, is_other).order_by(_p.id).limit(LISTED_MOST)
    )
    return [_mismatch("differs", one.application_id, one, one.received - one.refunded, int(one.gross)) for one in rows]


def _not_here(db: Db, body: str) -> list[Mismatch]:
    """Return lines of settlements that meet no payment: of another system of the body's, or lost here."""
    named = exists(select(_p.id).where(_p.organization_id == body, _p.intent == _s.intent))
    rows = db.all(
        select(settlement_line_table)
        .where(_s.organization_id == body, ~named)
        .order_by(_s.day.desc(), _s.name)
        .limit(LISTED_MOST)
    )
    return [
        Mismatch(kind="not_here", case_id=None, number="", title=one.day, ours=None, theirs=one.gross, name=one.name)
        for one in rows
    ]


def _mismatch(kind: MismatchKind, case_id: str, row: Record, ours: int | None, theirs: int | None) -> Mismatch:
    number = in_groups(row.number)
    return Mismatch(kind=kind, case_id=ApplicationId(case_id), number=number, title=row.title, ours=ours, theirs=theirs)
