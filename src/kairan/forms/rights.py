"""Who may do what with a form. The one place that says so: for lists, pages, streams and exports alike.

A right of a department is held by whoever holds a post in it or below it. Whoever administers the body sees every form
and says who is in charge of it, but reads no answers by that.
"""

from collections.abc import Sequence
from typing import get_args

from sqlalchemy import ColumnElement, exists, false, or_, select, true

from kairan.core.kit.database import Db, Record
from kairan.core.viewer import Viewer
from kairan.forms.model import FormId, Right, form_right_table, form_table
from kairan.forms.problems import FormNotFound, FormRightNeeded
from kairan.people import department_ids_of, departments_above, has_task

_f, _r = form_table.c, form_right_table.c
RIGHTS: tuple[Right, ...] = get_args(Right)


def holders_of(db: Db, viewer: Viewer) -> list[str]:
    """Return by whose rights the viewer acts: their own, and those of their departments and all above these."""
    held = department_ids_of(db, viewer.member_id)
    return sorted({viewer.member_id, *held, *departments_above(db, held)})


def readable(db: Db, viewer: Viewer, *rights: Right) -> ColumnElement[bool]:
    """Restrict forms to those with which the viewer may do one of these; none named: anything at all."""
    if viewer.is_guest:
        return false()
    wanted = rights or RIGHTS
    own = exists(
        select(_r.form_id).where(_r.form_id == _f.id, _r.holder_id.in_(holders_of(db, viewer)), _r.right.in_(wanted))
    )
    oversees = true() if not rights and has_task(viewer, "organization") else false()
    return (_f.organization_id == viewer.organization_id) & or_(own, oversees)


def rights_in(db: Db, viewer: Viewer, form_ids: Sequence[str]) -> dict[str, list[Right]]:
    """Return what the viewer may do with each of these forms."""
    rows = db.all(
        select(_r.form_id, _r.right).where(_r.form_id.in_(form_ids), _r.holder_id.in_(holders_of(db, viewer)))
    )
    found: dict[str, set[str]] = {one: set() for one in form_ids}
    for form_id, right in rows:
        found[form_id].add(right)
    return {form_id: [right for right in RIGHTS if right in held] for form_id, held in found.items()}


def require_form(db: Db, viewer: Viewer, form_id: FormId, *rights: Right) -> Record:
    """Return a form the viewer may do one of these with. Problems: FormNotFound, FormRightNeeded."""
    row = db.first(select(form_table).where(_f.id == form_id, readable(db, viewer)))
    if row is None:
        raise FormNotFound
    if rights and not set(rights) & set(rights_in(db, viewer, [form_id])[form_id]):
        raise FormRightNeeded
    return row
