"""The fields of a procedure (審査項目の設定): by who publishes the form."""

import msgspec
from sqlalchemy import select

from kairan.core.journal import append, hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.text import bounded_name
from kairan.core.kit.upsert import upsert
from kairan.core.viewer import Viewer
from kairan.counter.annotations.entries import AnnotationFieldsChanged
from kairan.counter.annotations.model import (
    LABEL_LIMIT,
    AnnotationField,
    AnnotationFields,
    AnnotationFieldsChange,
    annotation_fields_table,
)
from kairan.counter.annotations.problems import AnnotationFieldsChangedMeanwhile, AnnotationFieldsWrong
from kairan.forms.model import FormId
from kairan.forms.queries import form_stream
from kairan.forms.rights import require_form, rights_in
from kairan.policy import may, require

_s = annotation_fields_table.c
_decode = msgspec.json.Decoder(list[AnnotationField]).decode


def fields_of(db: Db, form_id: str) -> list[AnnotationField]:
    """Return the fields of a form's procedure."""
    row = _row(db, form_id)
    return [] if row is None else _decode(row.document)


def annotation_fields(db: Db, viewer: Viewer, form_id: FormId) -> AnnotationFields:
    """Return the fields, to whoever may do anything with the form. Problems: FormNotFound."""
    require_form(db, viewer, form_id)
    row = _row(db, form_id)
    held = rights_in(db, viewer, [form_id])[form_id]
    return AnnotationFields(
        revision=0 if row is None else row.revision,
        fields=[] if row is None else _decode(row.document),
        may_change="publish" in held and may(viewer, "publish_forms"),
    )


def change_annotation_fields(
    db: Db, viewer: Viewer, form_id: FormId, change: AnnotationFieldsChange
) -> AnnotationFields:
    """Say which fields there are; what stands in one that is gone is kept, and comes back with it.

    Problems: RefusedByPolicy, FormNotFound, FormRightNeeded, AnnotationFieldsChangedMeanwhile, AnnotationFieldsWrong,
    NameEmpty, TextTooLong, TextNotStorable.
    """
    require(viewer, "publish_forms")
    require_form(db, viewer, form_id, "publish")
    held = hold(db, form_stream(form_id))
    require_form(db, viewer, form_id, "publish")
    row = _row(db, form_id)
    revision = 0 if row is None else row.revision
    if change.revision != revision:
        raise AnnotationFieldsChangedMeanwhile
    before = {} if row is None else {one.id: one for one in _decode(row.document)}
    fields = _checked(change.fields, before)
    values = {
        "document": msgspec.json.encode(fields, order="deterministic").decode(),
        "revision": revision + 1,
        "changed_at": now_ms(),
        "changed_by": viewer.member_id,
    }
    put = upsert(db, annotation_fields_table).values(form_id=form_id, **values)
    db.execute(put.on_conflict_do_update(index_elements=["form_id"], set_=values))
    changed = AnnotationFieldsChanged(revision=revision + 1, fields=[one.id for one in fields])
    append(db, form_stream(form_id), changed, viewer, held=held)
    return annotation_fields(db, viewer, form_id)


def _checked(fields: list[AnnotationField], before: dict[str, AnnotationField]) -> list[AnnotationField]:
    """Return fields as they may be kept. Problems: AnnotationFieldsWrong, NameEmpty, TextTooLong, TextNotStorable."""
    clean: list[AnnotationField] = []
    for one in fields:
        label = bounded_name(one.label, LABEL_LIMIT)
        is_choice = one.kind == "choice"
        options = list(dict.fromkeys(bounded_name(option, LABEL_LIMIT) for option in one.options)) if is_choice else []
        twin = any(other.id == one.id or other.label == label for other in clean)
        is_other = one.id in before and before[one.id].kind != one.kind
        if twin or is_other or not one.id or (is_choice and not options):
            raise AnnotationFieldsWrong(label=label)
        clean.append(AnnotationField(id=one.id, label=label, kind=one.kind, options=options))
    return clean


def _row(db: Db, form_id: str) -> Record | None:
    return db.first(select(annotation_fields_table).where(_s.form_id == form_id))
