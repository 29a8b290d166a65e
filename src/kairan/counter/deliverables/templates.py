"""The templates of a form's letters (文書のひな形): by who publishes the form."""

import msgspec
from sqlalchemy import ColumnElement, func, insert, select, update

from kairan.core.journal import append, hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.ids import new_id
from kairan.core.kit.text import bounded_name, bounded_text
from kairan.core.viewer import Viewer
from kairan.counter.deliverables.entries import LetterTemplateChanged
from kairan.counter.deliverables.fields import BUILT_IN, asked_in, require_known
from kairan.counter.deliverables.model import (
    BODY_LIMIT,
    LINE_LIMIT,
    TEMPLATES_MOST,
    TITLE_LIMIT,
    LetterChoice,
    LetterFact,
    LetterTemplate,
    LetterTemplateChange,
    LetterTemplateId,
    LetterTemplates,
    LetterTemplateView,
    letter_template_table,
)
from kairan.counter.deliverables.problems import (
    LetterTemplateChangedMeanwhile,
    LetterTemplatesTooMany,
    LetterTemplateUnknown,
)
from kairan.forms.document import FormDocument, decoded
from kairan.forms.model import FormId, form_table, form_version_table
from kairan.forms.queries import form_stream
from kairan.forms.rights import readable, require_form, rights_in
from kairan.policy import may, require

_t, _f, _v = letter_template_table.c, form_table.c, form_version_table.c
_decode = msgspec.json.Decoder(LetterTemplate).decode


def letter_templates(db: Db, viewer: Viewer, form_id: FormId) -> LetterTemplates:
    """Return a form's templates, to whoever may do anything with the form. Problems: FormNotFound."""
    require_form(db, viewer, form_id)
    held = rights_in(db, viewer, [form_id])[form_id]
    rows = db.all(select(letter_template_table).where(_of_form(form_id)).order_by(_t.id).limit(TEMPLATES_MOST))
    return LetterTemplates(
        templates=[
            LetterTemplateView(id=LetterTemplateId(one.id), revision=one.revision, template=_decode(one.document))
            for one in rows
        ],
        fields=[*BUILT_IN, *asked_in(document_now(db, form_id))],
        may_change="publish" in held and may(viewer, "publish_forms"),
    )


def add_letter_template(db: Db, viewer: Viewer, form_id: FormId, change: LetterTemplateChange) -> LetterTemplates:
    """Make a template.

    Problems: RefusedByPolicy, FormNotFound, FormRightNeeded, LetterFieldUnknown, LetterTemplatesTooMany, NameEmpty,
    TextTooLong, TextNotStorable.
    """
    _require_change(db, viewer, form_id)
    held = hold(db, form_stream(form_id))
    _require_change(db, viewer, form_id)
    count = db.scalar(select(func.count()).select_from(letter_template_table).where(_of_form(form_id))) or 0
    if count >= TEMPLATES_MOST:
        raise LetterTemplatesTooMany(most=TEMPLATES_MOST)
    template_id = new_id()
    values = {"form_id": form_id, "serial": 0, **_values(db, viewer, form_id, change.template, 1)}
    db.execute(insert(letter_template_table).values(id=template_id, **values))
    append(db, form_stream(form_id), LetterTemplateChanged(template=template_id, revision=1), viewer, held=held)
    return letter_templates(db, viewer, form_id)


def change_letter_template(
    db: Db, viewer: Viewer, form_id: FormId, template_id: LetterTemplateId, change: LetterTemplateChange
) -> LetterTemplates:
    """Change a template; letters that were ordered before stay as they are.

    Problems: RefusedByPolicy, FormNotFound, FormRightNeeded, LetterTemplateUnknown, LetterTemplateChangedMeanwhile,
    LetterFieldUnknown, NameEmpty, TextTooLong, TextNotStorable.
    """
    _require_change(db, viewer, form_id)
    held = hold(db, form_stream(form_id))
    _require_change(db, viewer, form_id)
    row = _require_row(db, form_id, template_id)
    if change.revision != row.revision:
        raise LetterTemplateChangedMeanwhile
    values = _values(db, viewer, form_id, change.template, row.revision + 1)
    if values["document"] == row.document:
        return letter_templates(db, viewer, form_id)
    db.execute(update(letter_template_table).where(_t.id == template_id).values(values))
    changed = LetterTemplateChanged(template=template_id, revision=row.revision + 1)
    append(db, form_stream(form_id), changed, viewer, held=held)
    return letter_templates(db, viewer, form_id)


def remove_letter_template(db: Db, viewer: Viewer, form_id: FormId, template_id: LetterTemplateId) -> LetterTemplates:
    """Let no letter be made of it any more. Problems: as `change_letter_template`."""
    _require_change(db, viewer, form_id)
    held = hold(db, form_stream(form_id))
    _require_change(db, viewer, form_id)
    row = _require_row(db, form_id, template_id)
    gone = {"removed_at": now_ms(), "changed_by": viewer.member_id}
    db.execute(update(letter_template_table).where(_t.id == template_id).values(gone))
    removed = LetterTemplateChanged(template=template_id, revision=row.revision, is_removed=True)
    append(db, form_stream(form_id), removed, viewer, held=held)
    return letter_templates(db, viewer, form_id)


def require_template(db: Db, viewer: Viewer, template_id: str) -> tuple[Record, LetterTemplate]:
    """Return a template of a form the viewer works on. Problems: LetterTemplateUnknown."""
    row = db.first(
        select(letter_template_table)
        .join(form_table, _f.id == _t.form_id)
        .where(_t.id == template_id, _t.removed_at.is_(None), readable(db, viewer, "work"))
    )
    if row is None:
        raise LetterTemplateUnknown
    return row, _decode(row.document)


def letter_choices(db: Db, form_id: str) -> list[LetterChoice]:
    """Return which letters can be made with a form."""
    rows = db.all(select(_t.id, _t.document).where(_of_form(form_id)).order_by(_t.id).limit(TEMPLATES_MOST))
    return [LetterChoice(id=LetterTemplateId(one.id), title=_decode(one.document).title) for one in rows]


def checked_template(db: Db, form_id: str, template: LetterTemplate) -> LetterTemplate:
    """Return a template as it may be kept. Problems: LetterFieldUnknown, NameEmpty, TextTooLong, TextNotStorable."""

    def line(text: str) -> str:
        return bounded_text(text, LINE_LIMIT).strip()

    clean = LetterTemplate(
        title=bounded_name(template.title, TITLE_LIMIT),
        mark=line(template.mark),
        addressee=line(template.addressee),
        body=bounded_text(template.body, BODY_LIMIT).strip(),
        facts=[LetterFact(line(one.name), line(one.value)) for one in template.facts],
        sender=line(template.sender),
        keep_days=template.keep_days,
    )
    require_known(clean, document_now(db, form_id))
    return clean


def document_now(db: Db, form_id: str) -> FormDocument:
    """Return the version that is filled in now; of a form that was never published its draft."""
    published = db.scalar(
        select(_v.document)
        .join(form_table, (_f.id == _v.form_id) & (_f.version == _v.number))
        .where(_v.form_id == form_id)
    )
    return decoded(published or db.scalar(select(_f.draft).where(_f.id == form_id)))


def _values(db: Db, viewer: Viewer, form_id: str, template: LetterTemplate, revision: int) -> dict[str, object]:
    text = msgspec.json.encode(checked_template(db, form_id, template), order="deterministic").decode()
    return {"document": text, "revision": revision, "changed_at": now_ms(), "changed_by": viewer.member_id}


def _of_form(form_id: str) -> ColumnElement[bool]:
    return (_t.form_id == form_id) & _t.removed_at.is_(None)


def _require_change(db: Db, viewer: Viewer, form_id: FormId) -> None:
    require(viewer, "publish_forms")
    require_form(db, viewer, form_id, "publish")


def _require_row(db: Db, form_id: str, template_id: str) -> Record:
    row = db.first(select(letter_template_table).where(_of_form(form_id), _t.id == template_id))
    if row is None:
        raise LetterTemplateUnknown
    return row
