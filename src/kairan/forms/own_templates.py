"""Templates of a body's own (自団体のひな形), and those that other bodies share: one takes a copy."""

from sqlalchemy import ColumnElement, delete, func, insert, select, update

from kairan.core.journal import append, hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.ids import new_id
from kairan.core.kit.problems import NotFound
from kairan.core.viewer import Viewer
from kairan.forms.document import FormDocument, decoded
from kairan.forms.entries import FormTemplateKept, FormTemplateRemoved, FormTemplateShared
from kairan.forms.model import FormId, form_template_table
from kairan.forms.pictures import DRAFT, pin_pictures, release_template_pictures
from kairan.forms.problems import FormTemplateNotYours, FormTemplatesTooMany
from kairan.forms.rights import require_form
from kairan.forms.templates import TemplateRow, template_row
from kairan.people import has_task, organization_stream, organization_table
from kairan.policy import require

TEMPLATES_MOST = 200  # of one body
SHOWN_MOST = 1_000

_t, _o = form_template_table.c, organization_table.c


def own_templates(db: Db, viewer: Viewer) -> list[TemplateRow]:
    """Return the body's own templates, then those that others share, by name. Problems: RefusedByPolicy."""
    require(viewer, "build_forms")
    is_other = _t.organization_id != viewer.organization_id
    rows = db.all(
        select(form_template_table, _o.name.label("body"))
        .join(organization_table, _o.id == _t.organization_id)
        .where(_may_take(viewer))
        .order_by(is_other, _t.title, _t.id)
        .limit(SHOWN_MOST)
    )
    return [_row(viewer, row) for row in rows]


def _may_take(viewer: Viewer) -> ColumnElement[bool]:
    """Restrict templates to the body's own, and those that others share."""
    own = _t.organization_id == viewer.organization_id
    return own | (_t.is_shared & _t.organization_id.in_(select(_o.id).where(_o.suspended_at.is_(None))))


def _row(viewer: Viewer, row: Record) -> TemplateRow:
    return template_row(
        row.id,
        decoded(row.document),
        body=row.body,
        is_own=row.organization_id == viewer.organization_id,
        is_shared=row.is_shared,
        may_change=_may_change(viewer, row),
    )


def _may_change(viewer: Viewer, row: Record) -> bool:
    is_here = row.organization_id == viewer.organization_id
    return is_here and (row.kept_by == viewer.member_id or has_task(viewer, "organization"))


def own_template_document(db: Db, viewer: Viewer, template_id: str) -> FormDocument:
    """Return a template to be copied. Problems: RefusedByPolicy, NotFound."""
    require(viewer, "build_forms")
    text = db.scalar(select(_t.document).where(_t.id == template_id, _may_take(viewer)))
    if text is None:
        raise NotFound
    return decoded(text)


def keep_as_template(db: Db, viewer: Viewer, form_id: FormId) -> TemplateRow:
    """Keep a form's draft as a template of the body, as it is now.

    Problems: RefusedByPolicy, FormNotFound, FormRightNeeded, FormTemplatesTooMany.
    """
    require(viewer, "build_forms")
    form = require_form(db, viewer, form_id, "edit")
    held = hold(db, organization_stream(viewer.organization_id))
    own = _t.organization_id == viewer.organization_id
    if (db.scalar(select(func.count()).select_from(form_template_table).where(own)) or 0) >= TEMPLATES_MOST:
        raise FormTemplatesTooMany(most=TEMPLATES_MOST)
    document = decoded(form.draft)
    template_id = new_id()
    values = {
        "organization_id": viewer.organization_id,
        "title": document.title,
        "document": form.draft,
        "is_shared": False,
        "kept_at": now_ms(),
        "kept_by": viewer.member_id,
    }
    db.execute(insert(form_template_table).values(id=template_id, **values))
    pin_pictures(db, template_id, DRAFT, document)
    kept = FormTemplateKept(template=template_id, form=form_id, title=document.title)
    append(db, organization_stream(viewer.organization_id), kept, viewer, held=held)
    return template_row(template_id, document, is_own=True, may_change=True)


def share_template(db: Db, viewer: Viewer, template_id: str, is_shared: bool) -> list[TemplateRow]:
    """Let other bodies of the installation take copies, or no more; copies that were taken stay theirs.

    Problems: RefusedByPolicy, NotFound, FormTemplateNotYours.
    """
    require(viewer, "publish_forms")
    held = hold(db, organization_stream(viewer.organization_id))
    row = _require_own(db, viewer, template_id)
    if row.is_shared != is_shared:
        db.execute(update(form_template_table).where(_t.id == template_id).values(is_shared=is_shared))
        told = FormTemplateShared(template=template_id, title=row.title, is_shared=is_shared)
        append(db, organization_stream(viewer.organization_id), told, viewer, held=held)
    return own_templates(db, viewer)


def remove_template(db: Db, viewer: Viewer, template_id: str) -> list[TemplateRow]:
    """Remove a template of the body; forms that began from it stay. Problems: as `share_template`."""
    require(viewer, "build_forms")
    held = hold(db, organization_stream(viewer.organization_id))
    row = _require_own(db, viewer, template_id)
    db.execute(delete(form_template_table).where(_t.id == template_id))
    release_template_pictures(db, template_id)
    told = FormTemplateRemoved(template=template_id, title=row.title)
    append(db, organization_stream(viewer.organization_id), told, viewer, held=held)
    return own_templates(db, viewer)


def _require_own(db: Db, viewer: Viewer, template_id: str) -> Record:
    own = (_t.id == template_id) & (_t.organization_id == viewer.organization_id)
    row = db.first(select(form_template_table).where(own))
    if row is None:
        raise NotFound
    if not _may_change(viewer, row):
        raise FormTemplateNotYours
    return row
