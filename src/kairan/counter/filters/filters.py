"""Narrowing the inbox, and keeping by what one narrows it; each sees their own filters alone."""

import msgspec
from sqlalchemy import delete, func, insert, or_, select

from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.ids import new_id
from kairan.core.kit.text import bounded_name
from kairan.core.viewer import Viewer
from kairan.counter.annotations.model import AnnotationField, annotation_fields_table
from kairan.counter.filters.model import (
    FILTERS_MOST,
    FORMS_MOST,
    NAME_LIMIT,
    CaseFilter,
    CounterForm,
    FilterId,
    KeptFilter,
    Narrowing,
    NewFilter,
    Pulse,
    filter_table,
)
from kairan.counter.filters.problems import FilterNotFound, FiltersTooMany
from kairan.counter.finding import forms_read_by
from kairan.counter.model import case_approval_table, case_table
from kairan.forms.model import form_table
from kairan.forms.queries import status_of
from kairan.forms.rights import readable, rights_in
from kairan.people import department_table
from kairan.policy import require

_c, _d, _f, _k, _r, _s = (
    case_table.c,
    department_table.c,
    form_table.c,
    filter_table.c,
    case_approval_table.c,
    annotation_fields_table.c,
)
_fields = msgspec.json.Decoder(list[AnnotationField]).decode
_wanted = msgspec.json.Decoder(CaseFilter).decode


def narrowing(db: Db, viewer: Viewer) -> Narrowing:
    """Return the forms whose cases the viewer reads, with their fields, and the filters they keep.

    Problems: RefusedByPolicy.
    """
    require(viewer, "read_answers")
    rows = db.all(
        select(form_table, _d.path, _s.document.label("fields"))
        .join(department_table, _d.id == _f.department_id)
        .outerjoin(annotation_fields_table, _s.form_id == _f.id)
        .where(readable(db, viewer, "answers", "work"), _f.version.is_not(None))
        .order_by(_d.path, _f.title, _f.id)
        .limit(FORMS_MOST)
    )
    held = rights_in(db, viewer, [row.id for row in rows])
    now = now_ms()
    return Narrowing(
        forms=[
            CounterForm(
                id=row.id,
                title=row.title,
                department=row.path,
                may_enter="work" in held[row.id] and row.audience != "staff" and status_of(row, now) == "open",
                fields=[] if row.fields is None else _fields(row.fields),
            )
            for row in rows
        ],
        filters=_kept(db, viewer),
    )


def keep_filter(db: Db, viewer: Viewer, new: NewFilter) -> list[KeptFilter]:
    """Keep a filter. Problems: RefusedByPolicy, FiltersTooMany, NameEmpty, TextTooLong, TextNotStorable."""
    require(viewer, "read_answers")
    name = bounded_name(new.name, NAME_LIMIT)
    count = db.scalar(select(func.count()).select_from(filter_table).where(_k.member_id == viewer.member_id)) or 0
    if count >= FILTERS_MOST:
        raise FiltersTooMany(most=FILTERS_MOST)
    values = {
        "id": new_id(),
        "member_id": viewer.member_id,
        "name": name,
        "wanted": msgspec.json.encode(new.wanted).decode(),
        "created_at": now_ms(),
    }
    db.execute(insert(filter_table).values(values))
    return _kept(db, viewer)


def forget_filter(db: Db, viewer: Viewer, filter_id: FilterId) -> list[KeptFilter]:
    """Forget a filter. Problems: FilterNotFound."""
    mine = (_k.id == filter_id) & (_k.member_id == viewer.member_id)
    if not db.execute(delete(filter_table).where(mine)).rowcount:
        raise FilterNotFound
    return _kept(db, viewer)


def pulse(db: Db, viewer: Viewer, since: int = -1) -> Pulse:
    """Return when anything last changed in the viewer's inbox: cheap enough to be asked every second.

    `since` is the body's instant of the last answer: while nothing has happened in the body, one look at an index is
    all. Problems: RefusedByPolicy.
    """
    require(viewer, "read_answers")
    body_at = db.scalar(select(func.max(_c.changed_at)).where(_c.organization_id == viewer.organization_id)) or 0
    if body_at == since:
        return Pulse(body_at=body_at, changed_at=None)
    form_ids = forms_read_by(db, viewer)
    changed_at = db.scalar(select(func.max(_c.changed_at)).where(_c.form_id.in_(form_ids))) or 0
    theirs = or_(_r.member_id == viewer.member_id, _r.deputy_id == viewer.member_id) & _r.outcome.is_(None)
    asked = select(func.max(_c.changed_at)).join(case_approval_table, _r.application_id == _c.id).where(theirs)
    return Pulse(body_at=body_at, changed_at=max(changed_at, db.scalar(asked) or 0))


def _kept(db: Db, viewer: Viewer) -> list[KeptFilter]:
    rows = db.all(select(filter_table).where(_k.member_id == viewer.member_id).order_by(_k.id).limit(FILTERS_MOST))
    return [KeptFilter(id=FilterId(row.id), name=row.name, wanted=_wanted(row.wanted)) for row in rows]
