"""The receipt (領収書): what was received for an application, as PDF, for its applicant."""

from collections.abc import Mapping

import msgspec
from sqlalchemy import select

from kairan.applications.letters import said_at
from kairan.applications.model import Applicant, ApplicationId
from kairan.applications.numbers import in_groups
from kairan.applications.paper.layout import around, inked
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.typesetting.glyphs import Printable
from kairan.core.kit.typesetting.qr import qr_svg
from kairan.core.viewer import Language
from kairan.counter.applicants import require_own_case
from kairan.counter.pages.rendering import day_as_said
from kairan.forms.model import form_table
from kairan.payments.finding import charge_of
from kairan.payments.model import facts_in, payment_table
from kairan.payments.pages.words import word
from kairan.payments.problems import ChargeNotDue
from kairan.payments.states import net_of
from kairan.payments.terms import Way
from kairan.people import department_table, organization_table

_p, _f, _d, _o = payment_table.c, form_table.c, department_table.c, organization_table.c
TEMPLATE = "payment.typ"


class PaidLine(msgspec.Struct, frozen=True, kw_only=True):
    """A payment on the receipt."""

    day: str
    way: Way
    received: int
    refunded: int


class PaidReceipt(msgspec.Struct, frozen=True, kw_only=True):
    """What a receipt says; it names the application, not the applicant, who may have given their name under seal."""

    number: str
    title: str
    organization: str
    department: str
    net: int
    lines: list[PaidLine]
    at: int


def own_receipt(db: Db, applicant: Applicant, case_id: ApplicationId) -> PaidReceipt:
    """Return what was received for a case of the applicant's. Problems: CaseNotShown, ChargeNotDue."""
    case = require_own_case(db, applicant, case_id)
    charge = charge_of(db, case_id)
    if charge is None or charge.net <= 0:
        raise ChargeNotDue
    section = db.first(
        select(_o.name, _d.path)
        .select_from(form_table)
        .join(department_table, _d.id == _f.department_id)
        .join(organization_table, _o.id == _f.organization_id)
        .where(_f.id == case.form_id)
    )
    rows = db.all(select(payment_table).where(_p.application_id == case_id).order_by(_p.received_on, _p.id))
    lines = [
        PaidLine(day=one.received_on, way=one.way, received=one.received, refunded=one.refunded)
        for one in rows
        if net_of(facts_in(one)) > 0
    ]
    return PaidReceipt(
        number=in_groups(case.number),
        title=case.title,
        organization="" if section is None else section.name,
        department="" if section is None else section.path,
        net=charge.net,
        lines=lines,
        at=now_ms(),
    )


def receipt_paper(paid: PaidReceipt, base: str, language: Language) -> Mapping[str, object]:
    """Return the receipt for its template; its code leads to the page that says the application came in."""
    ink = Printable()
    by = f"{paid.organization}　{paid.department}".strip()
    content = {
        "organization": ink(by),
        "sum": word("yen", language, amount=f"{paid.net:,}"),
        "purpose": ink(word("receipt_for", language, title=paid.title, number=paid.number)),
        "facts": inked(ink, [(word("receipt_at", language), said_at(paid.at))]),
        "lines": [
            [
                day_as_said(one.day),
                word(f"way_{one.way}", language),
                word("yen", language, amount=f"{one.received:,}"),
                word("yen", language, amount=f"{one.refunded:,}") if one.refunded else "",
            ]
            for one in paid.lines
        ],
        "qr": qr_svg(f"{base}/f/-/received/{paid.number}"),
        "footer": ink(f"{paid.title}　{paid.number}"),
    }
    words = {
        name: word(f"receipt_{name}", language)
        for name in ("title", "said", "sum", "lines", "day", "way", "yen", "refund", "qr", "qr_alt")
    }
    return content | around(ink, f"{words['title']} {paid.number}", paid.organization, language, words)
