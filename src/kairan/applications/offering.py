"""Which forms are offered to whom (受付中のフォーム). The one place that says so."""

import msgspec
from sqlalchemy import bindparam, select

from kairan.applications.each import has_enough
from kairan.applications.model import ANY_PLACE, Applicant, OpenForm, place_taken_table
from kairan.applications.problems import FormNotOffered
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.text import fold
from kairan.forms.document import FormDocument, decoded, decoded_once
from kairan.forms.model import form_table, form_version_table
from kairan.forms.queries import status_of
from kairan.people import department_table, organization_table

LISTED_MOST = 500
OPEN_TO_ALL = frozenset({"listed", "link"})
"""Who may use a form without being known: only there a proof of work is asked for."""
_SOUGHT = frozenset({"title", "summary"})  # also in other languages

_f, _v, _t = form_table.c, form_version_table.c, place_taken_table.c
_d, _o = department_table.c, organization_table.c
_OFFERED = (
    select(
        form_table,
        _v.document,
        _d.path.label("department"),
        _o.name.label("organization"),
        _t.taken,
    )
    .join(form_version_table, (_v.form_id == _f.id) & (_v.number == _f.version))
    .join(department_table, _d.id == _f.department_id)
    .join(organization_table, _o.id == _f.organization_id)
    .outerjoin(
        place_taken_table,
        (_t.form_id == _f.id) & (_t.question_id == ANY_PLACE) & (_t.place_id == ANY_PLACE),
    )
    .where(_o.suspended_at.is_(None))
)
_AT_ADDRESS = _OFFERED.where(_f.address == bindparam("at_address"))


def offered_form(db: Db, applicant: Applicant, address: str) -> OpenForm:
    """Return the published form at an address, open or not. Problems: FormNotOffered."""
    row = db.first(_AT_ADDRESS, {"at_address": address})
    if row is None or not _is_for(applicant, row):
        raise FormNotOffered
    form = _open_form(row, decoded_once(row.document))
    if has_enough(db, applicant, form.form_id, form.audience, form.most_each):
        return msgspec.structs.replace(form, has_enough=True)
    return form


def next_form(db: Db, applicant: Applicant, form: OpenForm) -> OpenForm | None:
    """Return the form that follows one that was submitted; None where there is none the applicant can begin now."""
    if not form.next_address:
        return None
    try:
        found = offered_form(db, applicant, form.next_address)
    except FormNotOffered:
        return None
    return found if found.is_open and found.organization_id == form.organization_id else None


def form_of(db: Db, form_id: str) -> OpenForm | None:
    """Return a published form by its id, for who has shown that they may have to do with it; None for none."""
    row = db.first(_OFFERED.where(_f.id == form_id))
    return None if row is None else _open_form(row, decoded_once(row.document))


def _is_for(applicant: Applicant, row: Record) -> bool:
    """Whether a form is for whoever asks: an internal one for the body's own staff only."""
    return row.audience != "staff" or (
        applicant.member_id is not None and applicant.organization_id == row.organization_id
    )


def _open_form(row: Record, document: FormDocument) -> OpenForm:
    return OpenForm(
        form_id=row.id,
        organization_id=row.organization_id,
        organization=row.organization,
        department=row.department,
        address=row.address,
        audience=row.audience,
        version=row.version,
        document=document,
        status=status_of(row, now_ms()),
        opens_at=row.opens_at,
        ends_at=row.ends_at,
        keep_days=row.keep_days,
        most=row.most,
        most_each=row.most_each,
        next_address=row.next_address,
        is_full=row.most is not None and (row.taken or 0) >= row.most,
        is_anonymous=row.is_anonymous,
        topic=row.topic,
        asks_work=row.asks_work and row.audience in OPEN_TO_ALL,
    )


def listed_forms(db: Db, _applicant: Applicant, organization_id: str, words: str = "") -> list[OpenForm]:
    """Return the forms a body lists, by title; with words, those that hold all of them."""
    rows = db.all(
        _OFFERED.where(_f.organization_id == organization_id, _f.audience == "listed", _f.closed_at.is_(None))
        .order_by(_f.title, _f.id)
        .limit(LISTED_MOST)
    )
    sought = fold(words).split()
    found = [_open_form(row, decoded(row.document)) for row in rows]
    return [one for one in found if one.status != "over" and all(word in _text_of(one) for word in sought)]


def _text_of(form: OpenForm) -> str:
    document = form.document
    others = (
        made.text for texts in document.translations.values() for place, made in texts.items() if place in _SOUGHT
    )
    return fold(" ".join((document.title, document.summary, form.department, *others)))


def listing_bodies(db: Db, _applicant: Applicant) -> list[tuple[str, str, str]]:
    """Return the bodies that list forms, by name: id, code or short name, name."""
    listing = select(_f.organization_id).where(_f.audience == "listed", _f.version.is_not(None))
    rows = db.all(
        select(_o.id, _o.code, _o.short, _o.name)
        .where(_o.id.in_(listing), _o.suspended_at.is_(None))
        .order_by(_o.code, _o.name)
        .limit(LISTED_MOST)
    )
    return [(row.id, row.code or row.short or row.id, row.name) for row in rows]
