"""The stages of a body (配備の段階): kept by who leads the whole of it."""

import msgspec
from sqlalchemy import delete, func, insert, select, update

from kairan.core.journal import append, hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.ids import new_id
from kairan.core.kit.text import bounded_text
from kairan.core.viewer import Viewer
from kairan.emergency.broadcasts.audience import TASK, addressees, reachable, require_known
from kairan.emergency.musters.entries import MusterStageChanged
from kairan.emergency.musters.model import (
    NAME_LIMIT,
    STAGES_MOST,
    TEXT_LIMIT,
    MusterStage,
    StageId,
    Stages,
    StageView,
    muster_stage_table,
)
from kairan.emergency.musters.problems import StageNotFound, StagesFull, StageUnfit
from kairan.people import organization_stream, require_task

_s = muster_stage_table.c


def stages(db: Db, viewer: Viewer) -> Stages:
    """Return the stages in their order, with how many belong to each now. Problems: RoleNeeded."""
    require_task(viewer, TASK)
    rows = db.all(
        select(muster_stage_table)
        .where(_s.organization_id == viewer.organization_id)
        .order_by(_s.position, _s.id)
    )  # fmt: skip
    found = [(row.id, msgspec.json.decode(row.document, type=MusterStage)) for row in rows]
    return Stages(
        stages=[
            StageView(id=stage_id, stage=stage, people=reachable(db, addressees(viewer, stage.to))["app"])
            for stage_id, stage in found
        ]
    )


def stage_of(db: Db, viewer: Viewer, stage_id: StageId) -> MusterStage:
    """Return a stage. Problems: RoleNeeded, StageNotFound."""
    require_task(viewer, TASK)
    here = (_s.id == stage_id, _s.organization_id == viewer.organization_id)
    row = db.first(select(_s.document).where(*here))
    if row is None:
        raise StageNotFound
    return msgspec.json.decode(row.document, type=MusterStage)


def add_stage(db: Db, viewer: Viewer, typed: MusterStage) -> Stages:
    """Add a stage behind the others. Problems: RoleNeeded, StageUnfit, StagesFull, AddresseeUnknown."""
    stage = _good(db, viewer, typed)
    hold(db, organization_stream(viewer.organization_id))
    here = _s.organization_id == viewer.organization_id
    count = int(db.scalar(select(func.count()).select_from(muster_stage_table).where(here)) or 0)
    if count >= STAGES_MOST:
        raise StagesFull(most=STAGES_MOST)
    last = int(db.scalar(select(func.max(_s.position)).where(here)) or 0)
    stage_id = StageId(new_id())
    values = {"id": stage_id, "organization_id": viewer.organization_id, "position": last + 1}
    db.execute(insert(muster_stage_table).values(**values, **_values(viewer, stage)))
    _tell(db, viewer, stage_id, stage.name, "made")
    return stages(db, viewer)


def change_stage(db: Db, viewer: Viewer, stage_id: StageId, typed: MusterStage) -> Stages:
    """Change a stage; musters that were called stay as they were.

    Problems: RoleNeeded, StageNotFound, StageUnfit, AddresseeUnknown.
    """
    stage = _good(db, viewer, typed)
    mine = (_s.id == stage_id, _s.organization_id == viewer.organization_id)
    if not db.execute(update(muster_stage_table).where(*mine).values(**_values(viewer, stage))).rowcount:
        raise StageNotFound
    _tell(db, viewer, stage_id, stage.name, "changed")
    return stages(db, viewer)


def delete_stage(db: Db, viewer: Viewer, stage_id: StageId) -> Stages:
    """Delete a stage. Problems: RoleNeeded, StageNotFound."""
    stage = stage_of(db, viewer, stage_id)
    db.execute(delete(muster_stage_table).where(_s.id == stage_id))
    _tell(db, viewer, stage_id, stage.name, "deleted")
    return stages(db, viewer)


def _good(db: Db, viewer: Viewer, typed: MusterStage) -> MusterStage:
    require_task(viewer, TASK)
    require_known(db, viewer, typed.to)
    name, *places = (_name(one) for one in (typed.name, *typed.places))
    if len(set(places)) < len(places):
        raise StageUnfit(most=NAME_LIMIT)
    text = bounded_text(typed.text.strip(), TEXT_LIMIT)
    return msgspec.structs.replace(typed, name=name, places=places, text=text)


def _name(typed: str) -> str:
    name = bounded_text(typed.strip(), NAME_LIMIT, StageUnfit).replace("\n", " ")
    if not name:
        raise StageUnfit(most=NAME_LIMIT)
    return name


def _values(viewer: Viewer, stage: MusterStage) -> dict[str, object]:
    document = msgspec.json.encode(stage).decode()
    return {"document": document, "changed_at": now_ms(), "changed_by": viewer.member_id}


def _tell(db: Db, viewer: Viewer, stage_id: str, title: str, act: str) -> None:
    changed = MusterStageChanged(id=stage_id, title=title, act=act)
    append(db, organization_stream(viewer.organization_id), changed, viewer)
