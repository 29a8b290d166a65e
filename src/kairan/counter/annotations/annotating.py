"""Annotating a case (審査項目の記入), and finding cases by it."""

from collections.abc import Sequence

import msgspec
from sqlalchemy import ColumnElement, delete, exists, false, select

from kairan.applications.model import ApplicationId, application_table
from kairan.applications.streams import application_stream
from kairan.core.journal import append
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.upsert import upsert
from kairan.core.viewer import Viewer
from kairan.counter.annotations.entries import CaseAnnotated
from kairan.counter.annotations.fields import fields_of
from kairan.counter.annotations.model import AnnotationChange, CaseAnnotations, annotation_table
from kairan.counter.annotations.problems import AnnotationFieldUnknown, CaseErased
from kairan.counter.annotations.values import kept, range_of, size_of, sought_in
from kairan.counter.conversation import digest_of
from kairan.counter.finding import require_case, require_work, works_on
from kairan.counter.model import case_table

_a, _c, _n = application_table.c, case_table.c, annotation_table.c


def case_annotations(db: Db, viewer: Viewer, case_id: ApplicationId) -> CaseAnnotations:
    """Return what the section found out about a case. Problems: RefusedByPolicy, ApplicationNotFound."""
    case = require_case(db, viewer, case_id)
    fields = fields_of(db, case.form_id)
    known = {one.id for one in fields}
    return CaseAnnotations(
        fields=fields,
        values={name: value for name, value in values_of(db, [case_id])[case_id].items() if name in known},
        may_change=works_on(db, viewer, case.form_id),
    )


def values_of(db: Db, case_ids: Sequence[str]) -> dict[str, dict[str, str]]:
    """Return what stands in the fields of these cases, which were found for the viewer."""
    found: dict[str, dict[str, str]] = {one: {} for one in case_ids}
    for row in db.all(select(annotation_table).where(_n.application_id.in_(case_ids))):
        found[row.application_id][row.field_id] = row.value
    return found


def annotate_case(db: Db, viewer: Viewer, case_id: ApplicationId, change: AnnotationChange) -> CaseAnnotations:
    """Write into some fields; the same again changes nothing.

    Problems: RefusedByPolicy, ApplicationNotFound, CaseWorkNeeded, CaseErased, AnnotationFieldUnknown,
    AnnotationNotAccepted, TextTooLong, TextNotStorable.
    """
    row, held = require_work(db, viewer, case_id)
    if db.scalar(select(_a.erased_at).where(_a.id == case_id)) is not None:
        raise CaseErased
    fields = {one.id: one for one in fields_of(db, row.form_id)}
    if not set(change.values) <= set(fields):
        raise AnnotationFieldUnknown
    before = values_of(db, [case_id])[case_id]
    after = {name: kept(fields[name], typed) for name, typed in change.values.items()}
    changed = {name: value for name, value in after.items() if before.get(name, "") != value}
    if not changed:
        return case_annotations(db, viewer, case_id)
    gone = [name for name, value in changed.items() if not value]
    db.execute(delete(annotation_table).where(_n.application_id == case_id, _n.field_id.in_(gone)))
    for name, value in sorted(changed.items()):
        if value:
            values = {
                "value": value,
                "sought": sought_in(value),
                "size": size_of(fields[name].kind, value),
                "changed_at": now_ms(),
                "changed_by": viewer.member_id,
            }
            put = upsert(db, annotation_table).values(application_id=case_id, field_id=name, **values)
            db.execute(put.on_conflict_do_update(index_elements=["application_id", "field_id"], set_=values))
    digest = digest_of(msgspec.json.encode(dict(sorted(changed.items()))).decode())
    append(db, application_stream(case_id), CaseAnnotated(fields=sorted(changed), digest=digest), viewer, held=held)
    return case_annotations(db, viewer, case_id)


def is_annotated(db: Db, form_id: str | None, field_id: str, wanted: str) -> ColumnElement[bool]:
    """Restrict cases of a form to those in which a field holds this: the words, or a number or day from..to."""
    field = next((one for one in fields_of(db, form_id) if one.id == field_id), None) if form_id else None
    if field is None:
        return false()
    holds = (_n.application_id == _c.id) & (_n.field_id == field.id)
    ends = range_of(field.kind, wanted)
    if ends is not None:
        low, high = ends
        holds &= (_n.size >= low) if low is not None else _n.size.is_not(None)
        holds &= (_n.size <= high) if high is not None else _n.size.is_not(None)
        return exists(select(_n.field_id).where(holds))
    if (size := size_of(field.kind, wanted)) is not None:
        return exists(select(_n.field_id).where(holds, _n.size == size))
    if field.kind in {"choice", "yes"}:
        return exists(select(_n.field_id).where(holds, _n.value == wanted))
    return exists(select(_n.field_id).where(holds, _n.sought.contains(sought_in(wanted), autoescape=True)))


def forget_annotations(db: Db, application_ids: Sequence[str]) -> None:
    """Erase what was found out about applications whose answers are erased."""
    db.execute(delete(annotation_table).where(_n.application_id.in_(application_ids)))
