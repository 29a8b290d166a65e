"""Who builds a form at the same moment (同時編集): each sees the others, and that they saved.

Promise: it is asked every few seconds while the screen is open, costs one small row for each builder, and is on no
record: who changed a form stands in its stream, who merely had it open does not.
"""

from sqlalchemy import delete, select

from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.upsert import upsert
from kairan.core.viewer import Viewer
from kairan.forms.model import BuilderHere, BuildingNow, FormId, form_builder_table
from kairan.forms.rights import require_form
from kairan.people import labels
from kairan.policy import require

HERE_MS = 15_000
"""Whoever did not say so for so long has closed the screen, or looks at something else."""
SHOWN_MOST = 10

_b = form_builder_table.c


def be_building(db: Db, viewer: Viewer, form_id: FormId) -> BuildingNow:
    """Note that the viewer has a form open to build it, and return who else has, those who came last first.

    Problems: RefusedByPolicy, FormNotFound, FormRightNeeded.
    """
    require(viewer, "build_forms")
    row = require_form(db, viewer, form_id, "edit")
    now = now_ms()
    put = upsert(db, form_builder_table).values(form_id=form_id, member_id=viewer.member_id, seen_at=now)
    db.execute(put.on_conflict_do_update(index_elements=["form_id", "member_id"], set_={"seen_at": now}))
    here = (_b.form_id == form_id) & (_b.member_id != viewer.member_id) & (_b.seen_at > now - HERE_MS)
    found = db.scalars(select(_b.member_id).where(here).order_by(_b.seen_at.desc(), _b.member_id).limit(SHOWN_MOST))
    names = labels(db, [*found, row.draft_changed_by])
    by = names.get(row.draft_changed_by)
    return BuildingNow(
        others=[BuilderHere(id=one, name=names[one].name) for one in found if one in names],
        revision=row.draft_revision,
        changed_by=by.name if by else "",
        is_own=row.draft_changed_by == viewer.member_id,
    )


def forget_builders(db: Db) -> int:
    """Forget who had forms open; return how many."""
    return db.execute(delete(form_builder_table).where(_b.seen_at <= now_ms() - HERE_MS)).rowcount
