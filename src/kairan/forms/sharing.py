"""Who may do what with a form (権限): rows of departments and people, changed as a whole."""

from sqlalchemy import delete, insert, select

from kairan.core.journal import append, hold
from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.forms.entries import FormShared
from kairan.forms.model import FormId, FormView, Right, RightHeld, RightsChange, form_right_table
from kairan.forms.problems import FormHolderUnknown, FormNobodyInCharge
from kairan.forms.queries import form_stream, form_view, rights_on
from kairan.forms.rights import RIGHTS, require_form
from kairan.people import department_table, has_task, member_table

_r, _d, _m = form_right_table.c, department_table.c, member_table.c
IN_CHARGE: tuple[Right, ...] = ("edit", "publish")


def give_first_rights(db: Db, form_id: FormId, department_id: str) -> None:
    """Let the department a form was made for do everything with it."""
    held = {"form_id": form_id, "holder_id": department_id, "is_department": True}
    db.execute(insert(form_right_table), [{**held, "right": right} for right in RIGHTS])


def share_form(db: Db, viewer: Viewer, form_id: FormId, change: RightsChange) -> FormView:
    """Say who may do what from now on: whoever publishes it may, and whoever administers the body.

    Problems: FormNotFound, FormRightNeeded, FormHolderUnknown, FormNobodyInCharge.
    """
    _require_may_share(db, viewer, form_id)
    held = hold(db, form_stream(form_id))
    _require_may_share(db, viewer, form_id)
    wanted = {(one.holder_id, one.is_department): one for one in change.rights if one.rights}
    if any(all(right not in one.rights for one in wanted.values()) for right in IN_CHARGE):
        raise FormNobodyInCharge
    names = _names(db, viewer, list(wanted.values()))
    before = {(one.holder_id, right) for one in rights_on(db, form_id) for right in one.rights}
    rows = [
        {"form_id": form_id, "holder_id": holder_id, "is_department": is_department, "right": right}
        for (holder_id, is_department), one in wanted.items()
        for right in sorted(set(one.rights))
    ]
    if {(row["holder_id"], row["right"]) for row in rows} != before:
        db.execute(delete(form_right_table).where(_r.form_id == form_id))
        db.execute(insert(form_right_table), rows)
        rights: dict[str, list[str]] = {
            f"{names[holder_id]} ({holder_id})": sorted(set(one.rights)) for (holder_id, _), one in wanted.items()
        }
        append(db, form_stream(form_id), FormShared(rights=rights), viewer, held=held)
    return form_view(db, viewer, form_id)


def _require_may_share(db: Db, viewer: Viewer, form_id: FormId) -> None:
    if has_task(viewer, "organization"):
        require_form(db, viewer, form_id)
    else:
        require_form(db, viewer, form_id, "publish")


def _names(db: Db, viewer: Viewer, wanted: list[RightHeld]) -> dict[str, str]:
    """Return what holders are called: departments of the body that are open, and staff in use."""
    departments = {one.holder_id for one in wanted if one.is_department}
    people = {one.holder_id for one in wanted if not one.is_department}
    open_ones = (_d.organization_id == viewer.organization_id) & _d.closed_at.is_(None) & _d.id.in_(departments)
    in_use = (
        (_m.organization_id == viewer.organization_id)
        & (_m.kind == "staff")
        & (_m.status == "active")
        & _m.id.in_(people)
    )
    rows = [*db.execute(select(_d.id, _d.path).where(open_ones)), *db.execute(select(_m.id, _m.name).where(in_use))]
    found = {row[0]: row[1] for row in rows}
    if set(found) != departments | people:
        raise FormHolderUnknown
    return found
