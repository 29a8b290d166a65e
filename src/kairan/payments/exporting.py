"""The books as tables (調定・収納のCSV): what was asked, and what came in, day by day, for the body's accounts."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import select

from kairan.applications.model import application_table
from kairan.applications.numbers import in_groups
from kairan.core.journal import append
from kairan.core.kit.database import Db, Record
from kairan.core.kit.days import midnight
from kairan.core.kit.spreadsheet import Cell, Encoding, encoded
from kairan.core.viewer import Viewer
from kairan.counter.model import case_table
from kairan.forms.model import form_table
from kairan.payments.entries import BooksExported
from kairan.payments.model import charge_table, payment_table
from kairan.payments.problems import PaymentDayWrong
from kairan.payments.reconciling import worked_forms
from kairan.payments.settlement_model import BooksExport
from kairan.people import organization_stream
from kairan.policy import require

_a, _k, _f, _c, _p = application_table.c, case_table.c, form_table.c, charge_table.c, payment_table.c
DAYS_MOST = 400
ROWS_MOST = 20_000
ENCODINGS: Mapping[str, Encoding] = {"csv": "utf-8", "csv-sjis": "cp932"}
CHARGES = ("調定日", "受付番号", "手続", "歳入科目", "氏名", "調定額", "納付期限", "状態", "収納額", "減免")
PAYMENTS = ("収納日", "受付番号", "手続", "歳入科目", "氏名", "方法", "収納額", "返還額", "差引", "決済番号", "備考")
STATES = {
    "planned": "準備中",
    "due": "未納",
    "short": "不足",
    "paid": "納付済み",
    "over": "過納",
    "free": "無料",
    "waived": "減免",
}
WAYS = {"card": "カード", "elsewhere": "別のサイト", "transfer": "口座振込", "window": "窓口"}


def export_books(db: Db, viewer: Viewer, wanted: BooksExport) -> bytes:
    """Give out charges or payments of some days, of the forms the viewer works on; noted in the body's record.

    Problems: RefusedByPolicy, PaymentDayWrong.
    """
    require(viewer, "export_answers")
    begins, ends = midnight(wanted.begins_on), midnight(wanted.ends_on)
    if begins is None or ends is None:
        raise PaymentDayWrong(most=DAYS_MOST)
    days = (date.fromisoformat(wanted.ends_on) - date.fromisoformat(wanted.begins_on)).days
    if not 0 <= days < DAYS_MOST:
        raise PaymentDayWrong(most=DAYS_MOST)
    forms = worked_forms(db, viewer)
    table = _charges if wanted.table == "charges" else _received
    head, rows = table(db, viewer, forms, wanted)
    if len(rows) > ROWS_MOST:
        raise PaymentDayWrong(most=max(1, days // 2))
    told = BooksExported(table=wanted.table, begins_on=wanted.begins_on, ends_on=wanted.ends_on, rows=len(rows))
    append(db, organization_stream(viewer.organization_id), told, viewer)
    return encoded(head, rows, ENCODINGS[wanted.format])


def _charges(
    db: Db, viewer: Viewer, forms: Sequence[str], wanted: BooksExport
) -> tuple[Sequence[str], list[list[Cell]]]:
    rows = db.all(
        select(charge_table, _a.number, _f.title, _k.who)
        .join(application_table, _a.id == _c.id)
        .join(case_table, _k.id == _c.id)
        .join(form_table, _f.id == _c.form_id)
        .where(_c.organization_id == viewer.organization_id, _c.form_id.in_(forms))
        .where(_c.asked_on.between(wanted.begins_on, wanted.ends_on))
        .order_by(_c.asked_on, _c.id)
        .limit(ROWS_MOST + 1)
    )
    return CHARGES, [_charge(row) for row in rows]


def _charge(row: Record) -> list[Cell]:
    return [
        row.asked_on,
        in_groups(row.number),
        row.title,
        row.subject,
        row.who,
        row.amount,
        row.due_on,
        STATES[row.state],
        row.net,
        "減免" if row.waived_at else "",
    ]


def _received(
    db: Db, viewer: Viewer, forms: Sequence[str], wanted: BooksExport
) -> tuple[Sequence[str], list[list[Cell]]]:
    rows = db.all(
        select(payment_table, _a.number, _f.title, _k.who, _c.subject)
        .join(charge_table, _c.id == _p.application_id)
        .join(application_table, _a.id == _p.application_id)
        .join(case_table, _k.id == _p.application_id)
        .join(form_table, _f.id == _p.form_id)
        .where(_p.organization_id == viewer.organization_id, _p.form_id.in_(forms))
        .where(_p.received_on.between(wanted.begins_on, wanted.ends_on))
        .order_by(_p.received_on, _p.id)
        .limit(ROWS_MOST + 1)
    )
    return PAYMENTS, [_payment(row) for row in rows]


def _payment(row: Record) -> list[Cell]:
    return [
        row.received_on,
        in_groups(row.number),
        row.title,
        row.subject,
        row.who,
        WAYS[row.way],
        row.received,
        row.refunded,
        row.received - row.refunded,
        row.intent or "",
        row.note,
    ]
