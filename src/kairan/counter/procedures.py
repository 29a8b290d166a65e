"""Setting up how a form's applications are worked (手続の流れ): by who publishes the form."""

from collections.abc import Sequence

import msgspec
from sqlalchemy import select

from kairan.core.journal import append, hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.upsert import upsert
from kairan.core.viewer import Viewer
from kairan.counter.entries import ProcedureChanged
from kairan.counter.model import ProcedureChange, ProcedureView, procedure_table
from kairan.counter.problems import ApproverUnknown, NoRoute, ProcedureChangedMeanwhile
from kairan.counter.procedure import TEMPLATES, Procedure, decoded
from kairan.forms.model import FormId
from kairan.forms.queries import form_stream
from kairan.forms.rights import require_form
from kairan.people import labels, member_table
from kairan.policy import require

_p, _m = procedure_table.c, member_table.c


def procedure_view(db: Db, viewer: Viewer, form_id: FormId) -> ProcedureView:
    """Return a form's procedure, to whoever may do anything with the form. Problems: FormNotFound."""
    require_form(db, viewer, form_id)
    row = _row(db, form_id)
    procedure = decoded(None if row is None else row.document)
    names = {one: label.name for one, label in labels(db, _people_in(procedure)).items()}
    revision = 0 if row is None else row.revision
    return ProcedureView(revision=revision, procedure=procedure, names=names, templates=TEMPLATES)


def change_procedure(db: Db, viewer: Viewer, form_id: FormId, change: ProcedureChange) -> ProcedureView:
    """Say how applications are worked from now on; those that are open go on by it, too.

    Problems: RefusedByPolicy, FormNotFound, FormRightNeeded, ProcedureChangedMeanwhile, ApproverUnknown, NoRoute.
    """
    require(viewer, "publish_forms")
    require_form(db, viewer, form_id, "publish")
    held = hold(db, form_stream(form_id))
    require_form(db, viewer, form_id, "publish")
    row = _row(db, form_id)
    revision = 0 if row is None else row.revision
    if change.revision != revision:
        raise ProcedureChangedMeanwhile
    procedure = change.procedure
    if procedure.needs_approval != bool(procedure.route):
        raise NoRoute
    _require_known(db, viewer, _people_in(procedure))
    text = msgspec.json.encode(procedure, order="deterministic").decode()
    if row is not None and row.document == text:
        return procedure_view(db, viewer, form_id)
    values = {
        "document": text,
        "revision": revision + 1,
        "changed_at": now_ms(),
        "changed_by": viewer.member_id,
    }
    put = upsert(db, procedure_table).values(form_id=form_id, **values)
    db.execute(put.on_conflict_do_update(index_elements=["form_id"], set_=values))
    steps, approvers = sorted(procedure.steps), sum(len(stage.approvers) for stage in procedure.route)
    told = ProcedureChanged(revision=revision + 1, steps=list(steps), approvers=approvers)
    append(db, form_stream(form_id), told, viewer, held=held)
    return procedure_view(db, viewer, form_id)


def _row(db: Db, form_id: str) -> Record | None:
    return db.first(select(procedure_table).where(_p.form_id == form_id))


def _people_in(procedure: Procedure) -> list[str]:
    found = {
        name
        for stage in procedure.route
        for one in stage.approvers
        for name in (one.member_id, one.deputy_id)
        if name is not None
    }
    return sorted(found)


def _require_known(db: Db, viewer: Viewer, member_ids: Sequence[str]) -> None:
    """Let pass staff of the body in use. Problems: ApproverUnknown."""
    in_use = (_m.organization_id == viewer.organization_id) & (_m.kind == "staff") & (_m.status == "active")
    found = set(db.scalars(select(_m.id).where(_m.id.in_(member_ids), in_use)))
    if found != set(member_ids):
        raise ApproverUnknown
