"""Calling a stage with one act, and reporting who is where: by oneself, or by whoever keeps the list at the place."""

import msgspec
from sqlalchemy import exists, insert, select, update

from kairan.core.journal import append, hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.kit.ids import new_id
from kairan.core.viewer import MemberId, Viewer
from kairan.emergency.broadcasts.audience import TASK
from kairan.emergency.broadcasts.finding import broadcast_stream
from kairan.emergency.broadcasts.model import (
    BroadcastDraft,
    BroadcastQuestions,
    NewBroadcast,
    broadcast_person_table,
    broadcast_table,
)
from kairan.emergency.broadcasts.plan import URGENT
from kairan.emergency.broadcasts.sending import send_broadcast
from kairan.emergency.musters.entries import MusterArrived
from kairan.emergency.musters.model import (
    Arriving,
    MusterCall,
    MusterCalled,
    MusterId,
    ReportedBy,
    StageId,
    muster_arrival_table,
    muster_table,
)
from kairan.emergency.musters.problems import MusterNotFound, PlaceUnknown
from kairan.emergency.musters.stages import stage_of
from kairan.people import member_table, organization_stream, require_task
from kairan.people.problems import PersonNotFound

_u, _a, _b, _m = muster_table.c, muster_arrival_table.c, broadcast_table.c, member_table.c
_bp = broadcast_person_table.c
ANSWERS = ("すぐ参集できる", "1時間以内に参集できる", "参集できない")
TEXT = "安全を確かめたうえで、参集してください。着いたら、アプリで参集場所を押してください。"


def call_stage(db: Db, viewer: Viewer, stage_id: StageId, call: MusterCall) -> MusterCalled:
    """Call everybody who belongs to a stage, as an urgent broadcast; called twice with the same key, it is once.

    Problems: RoleNeeded, StageNotFound, AddresseeUnknown, BroadcastToNobody.
    """
    stage = stage_of(db, viewer, stage_id)
    hold(db, organization_stream(viewer.organization_id))
    draft = BroadcastDraft(
        title=f"【{stage.name}】参集してください",
        text="\n".join([stage.text or TEXT, f"参集場所：{'、'.join(stage.places)}"]),
        asked="question",
        is_urgent=True,
        questions=BroadcastQuestions(choices=list(ANSWERS)),
        rounds=list(URGENT),
    )
    made = send_broadcast(db, viewer, NewBroadcast(draft=draft, to=stage.to, is_drill=call.is_drill, key=call.key))
    earlier = db.scalar(select(_u.id).where(_u.broadcast_id == made.id))
    muster_id = MusterId(earlier or new_id())
    if earlier is None:
        values = {
            "organization_id": viewer.organization_id,
            "broadcast_id": made.id,
            "name": stage.name,
            "places": msgspec.json.encode(stage.places).decode(),
            "is_drill": call.is_drill,
            "called_at": now_ms(),
            "called_by": viewer.member_id,
        }
        db.execute(insert(muster_table).values(id=muster_id, **values))
    return MusterCalled(id=muster_id, broadcast_id=made.id, people=made.people)


def arrive(db: Db, viewer: Viewer, muster_id: MusterId, where: Arriving) -> None:
    """Say that one is at a place, at another now, or went home; whoever works here may come, called or not.

    Problems: MusterNotFound, PlaceUnknown.
    """
    row = open_muster(db, viewer, muster_id)
    _keep(db, viewer, row, viewer.member_id, where, "self")


def register_arrival(db: Db, viewer: Viewer, muster_id: MusterId, member_id: MemberId, where: Arriving) -> None:
    """Report for somebody at the place (受付). Problems: RoleNeeded, MusterNotFound, PersonNotFound, PlaceUnknown."""
    require_task(viewer, TASK)
    row = open_muster(db, viewer, muster_id)
    here = (_m.id == member_id, _m.organization_id == viewer.organization_id, _m.status == "active")
    if db.first(select(_m.id).where(*here)) is None:
        raise PersonNotFound
    _keep(db, viewer, row, member_id, where, "registrar")


def open_muster(db: Db, viewer: Viewer, muster_id: MusterId) -> Record:
    """Return a muster of one's body that goes on; to a guest only one that called them. Problems: MusterNotFound."""
    here = [_u.id == muster_id, _u.organization_id == viewer.organization_id, _b.ended_at.is_(None)]
    if viewer.is_guest:
        here.append(exists(select(_bp.member_id).where(_bp.broadcast_id == _b.id, _bp.member_id == viewer.member_id)))
    row = db.first(select(muster_table).join(broadcast_table, _b.id == _u.broadcast_id).where(*here))
    if row is None:
        raise MusterNotFound
    return row


def _keep(db: Db, viewer: Viewer, row: Record, member_id: MemberId, where: Arriving, by: ReportedBy) -> None:
    places = msgspec.json.decode(row.places, type=list[str])
    if where.place is not None and where.place >= len(places):
        raise PlaceUnknown
    hold(db, broadcast_stream(row.broadcast_id))
    mine = (_a.muster_id == row.id) & (_a.member_id == member_id)
    before = db.first(select(muster_arrival_table).where(mine))
    if where.place is None and (before is None or before.left_at is not None):
        return
    if before is not None and before.left_at is None and before.place == where.place:
        return  # pressed twice
    name = None if where.place is None else places[where.place]
    entry = append(
        db,
        broadcast_stream(row.broadcast_id),
        MusterArrived(member_id=member_id, place=name, reported_by=by),
        viewer,
    )
    registrar_id = None if by == "self" else viewer.member_id
    if where.place is None:
        values: dict[str, object] = {"left_at": entry.at}
    else:
        values = {"place": where.place, "arrived_at": entry.at, "left_at": None}
    values |= {"reported_by": by, "registrar_id": registrar_id}
    if before is None:
        db.execute(
            insert(muster_arrival_table).values(muster_id=row.id, member_id=member_id, first_at=entry.at, **values)
        )
    else:
        db.execute(update(muster_arrival_table).where(mine).values(**values))
