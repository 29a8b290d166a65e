"""Forms as the viewer may see them; and what is filled in now."""

from collections.abc import Sequence

from sqlalchemy import select

from kairan.core.journal import Span
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.viewer import Viewer
from kairan.forms.document import decoded
from kairan.forms.faults import faults_of
from kairan.forms.model import (
    PAGE,
    VERSIONS_SHOWN,
    FormDepartment,
    FormId,
    FormPage,
    FormRow,
    FormStatus,
    FormTerms,
    FormView,
    PublicationAsked,
    Right,
    RightHeld,
    VersionRow,
    VersionView,
    form_publication_table,
    form_right_table,
    form_table,
    form_version_table,
)
from kairan.forms.problems import FormNotFound
from kairan.forms.rights import RIGHTS, readable, require_form, rights_in
from kairan.forms.rules import rules_of
from kairan.people import department_ids_of, department_table, labels, member_table

INSTANT_DIGITS = 15  # of a place in the list

_f, _v, _r, _d, _m = form_table.c, form_version_table.c, form_right_table.c, department_table.c, member_table.c


def form_stream(form_id: str) -> str:
    """Return the stream of a form: everything that was done with it."""
    return f"form:{form_id}"


def may_read_form(db: Db, viewer: Viewer, form_id: str) -> Span | None:
    """Let whoever has to do with a form read its stream."""
    found = db.first(select(_f.id).where(_f.id == form_id, readable(db, viewer)))
    return None if found is None else Span()


def forms(db: Db, viewer: Viewer, after: str | None = None) -> FormPage:
    """Return the forms the viewer has to do with, a hundred a page, those changed last first."""
    at, _, last_id = (after or "").partition(".")
    statement = (
        select(form_table, _d.path.label("department"), _v.document.label("published"))
        .join(department_table, _d.id == _f.department_id)
        .outerjoin(form_version_table, (_v.form_id == _f.id) & (_v.number == _f.version))
        .where(readable(db, viewer))
        .order_by(_f.draft_changed_at.desc(), _f.id.desc())
        .limit(PAGE + 1)
    )
    if at.isdecimal() and len(at) <= INSTANT_DIGITS:
        before = (_f.draft_changed_at < int(at)) | ((_f.draft_changed_at == int(at)) & (_f.id < last_id))
        statement = statement.where(before)
    rows = db.all(statement)
    shown = rows[:PAGE]
    next_at = f"{shown[-1].draft_changed_at}.{shown[-1].id}" if len(rows) > PAGE else None
    return FormPage(forms=_rows(db, viewer, shown), next=next_at, departments=_own_departments(db, viewer))


def _own_departments(db: Db, viewer: Viewer) -> list[FormDepartment]:
    held = department_ids_of(db, viewer.member_id)
    rows = db.all(select(_d.id, _d.path).where(_d.id.in_(held), _d.closed_at.is_(None)).order_by(_d.path))
    return [FormDepartment(row.id, row.path) for row in rows]


def _rows(db: Db, viewer: Viewer, rows: Sequence[Record]) -> list[FormRow]:
    held = rights_in(db, viewer, [row.id for row in rows])
    now = now_ms()
    return [
        FormRow(
            id=row.id,
            title=row.title,
            department=row.department,
            address=row.address,
            audience=row.audience,
            status=status_of(row, now),
            version=row.version,
            changed_at=row.draft_changed_at,
            is_changed=row.published != row.draft,
            rights=held[row.id],
        )
        for row in rows
    ]


def status_of(row: Record, now: int) -> FormStatus:
    """Return where a form stands, from what happened."""
    if row.version is None:
        return "draft"
    if row.closed_at is not None:
        return "closed"
    if row.opens_at is not None and now < row.opens_at:
        return "coming"
    return "over" if row.ends_at is not None and now >= row.ends_at else "open"


def terms_of_row(row: Record) -> FormTerms:
    """Return the terms of a form."""
    return FormTerms(
        address=row.address,
        audience=row.audience,
        opens_at=row.opens_at,
        ends_at=row.ends_at,
        most=row.most,
        most_each=row.most_each,
        next_address=row.next_address,
        keep_days=row.keep_days,
        is_anonymous=row.is_anonymous,
        topic=row.topic,
        asks_work=row.asks_work,
    )


def form_view(db: Db, viewer: Viewer, form_id: FormId) -> FormView:
    """Return a form the viewer has to do with. Problems: FormNotFound."""
    row = db.first(
        select(form_table, _d.path.label("department"), _v.document.label("published"))
        .join(department_table, _d.id == _f.department_id)
        .outerjoin(form_version_table, (_v.form_id == _f.id) & (_v.number == _f.version))
        .where(_f.id == form_id, readable(db, viewer))
    )
    if row is None:
        raise FormNotFound
    draft = decoded(row.draft)
    return FormView(
        form=_rows(db, viewer, [row])[0],
        terms=terms_of_row(row),
        draft=draft,
        revision=row.draft_revision,
        changed_by=_name(db, row.draft_changed_by),
        faults=faults_of(draft),
        versions=_versions(db, form_id),
        rights=rights_on(db, form_id),
        url=f"/f/{row.address}",
        takes_two=rules_of(db, row.organization_id).takes_two,
        asked=_asked(db, viewer, form_id),
    )


def _asked(db: Db, viewer: Viewer, form_id: FormId) -> PublicationAsked | None:
    row = db.first(select(form_publication_table).where(form_publication_table.c.form_id == form_id))
    if row is None:
        return None
    return PublicationAsked(
        by=_name(db, row.asked_by),
        is_mine=row.asked_by == viewer.member_id,
        at=row.asked_at,
        revision=row.draft_revision,
        earlier_until=row.earlier_until,
    )


def _name(db: Db, member_id: str) -> str:
    found = labels(db, [member_id]).get(member_id)
    return found.name if found else ""


def _versions(db: Db, form_id: str) -> list[VersionRow]:
    rows = db.all(
        select(_v.number, _v.published_at, _v.published_by, _v.digest, _v.earlier_until)
        .where(_v.form_id == form_id)
        .order_by(_v.number.desc())
        .limit(VERSIONS_SHOWN)
    )
    names = labels(db, {row.published_by for row in rows})
    return [
        VersionRow(
            number=row.number,
            published_at=row.published_at,
            published_by=names[row.published_by].name if row.published_by in names else "",
            digest=row.digest,
            earlier_until=row.earlier_until,
        )
        for row in rows
    ]


def rights_on(db: Db, form_id: str) -> list[RightHeld]:
    """Return who may do what with a form, departments first."""
    rows = db.all(
        select(_r.holder_id, _r.is_department, _r.right, _d.path, _m.name)
        .outerjoin(department_table, _d.id == _r.holder_id)
        .outerjoin(member_table, _m.id == _r.holder_id)
        .where(_r.form_id == form_id)
        .order_by(_r.is_department.desc(), _r.holder_id)
    )
    found: dict[tuple[str, bool, str], set[Right]] = {}
    for holder_id, is_department, right, path, name in rows:
        found.setdefault((holder_id, is_department, path or name or ""), set()).add(right)
    return [
        RightHeld(holder_id, is_department, [one for one in RIGHTS if one in rights], name)
        for (holder_id, is_department, name), rights in found.items()
    ]


def version_view(db: Db, viewer: Viewer, form_id: FormId, number: int) -> VersionView:
    """Return a published version. Problems: FormNotFound."""
    require_form(db, viewer, form_id)
    is_number = 0 < number < 2**31
    row = db.first(select(form_version_table).where(_v.form_id == form_id, _v.number == number)) if is_number else None
    if row is None:
        raise FormNotFound
    told = VersionRow(
        number=row.number,
        published_at=row.published_at,
        published_by=_name(db, row.published_by),
        digest=row.digest,
        earlier_until=row.earlier_until,
    )
    return VersionView(version=told, document=decoded(row.document))
