"""Finding broadcasts: to find is to be allowed. Who leads finds their body's, an addressee what was sent to them."""

from collections.abc import Collection

import msgspec
from sqlalchemy import ColumnElement, exists, select, true

from kairan.core.journal import Span
from kairan.core.kit.database import Db, Record
from kairan.core.viewer import Viewer
from kairan.emergency.broadcasts.audience import TASK
from kairan.emergency.broadcasts.ladder import Reached
from kairan.emergency.broadcasts.model import BroadcastId, BroadcastQuestions, broadcast_person_table, broadcast_table
from kairan.emergency.broadcasts.plan import PlanRound
from kairan.emergency.broadcasts.problems import BroadcastNotFound
from kairan.people import has_task, reach_of
from kairan.people.queries import departments_within

_b, _bp = broadcast_table.c, broadcast_person_table.c


def broadcast_stream(broadcast_id: str) -> str:
    """Return the name of a broadcast's stream."""
    return f"broadcast:{broadcast_id}"


def within_reach(viewer: Viewer) -> ColumnElement[bool]:
    """Restrict people of broadcasts to those the viewer's task reaches. Problems: RoleNeeded."""
    department_ids: Collection[str] | None = reach_of(viewer, TASK).department_ids
    return true() if department_ids is None else _bp.department_id.in_(departments_within(department_ids))


def led_by(viewer: Viewer) -> ColumnElement[bool]:
    """Restrict broadcasts to those of the viewer's body with people their task reaches. Problems: RoleNeeded."""
    own = _b.organization_id == viewer.organization_id
    if reach_of(viewer, TASK).department_ids is None:
        return own
    return own & exists(select(_bp.member_id).where(_bp.broadcast_id == _b.id, within_reach(viewer)))


def led(db: Db, viewer: Viewer, broadcast_id: BroadcastId) -> Record:
    """Return a broadcast to who leads it. Problems: RoleNeeded, BroadcastNotFound."""
    row = db.first(select(broadcast_table).where(_b.id == broadcast_id, led_by(viewer)))
    if row is None:
        raise BroadcastNotFound
    return row


def received(db: Db, viewer: Viewer, broadcast_id: BroadcastId) -> Record:
    """Return a broadcast that was sent to the viewer, with how far it has come. Problems: BroadcastNotFound."""
    own = (_bp.broadcast_id == broadcast_id, _bp.member_id == viewer.member_id)
    row = db.first(select(broadcast_table, *_OWN).join(broadcast_person_table, _bp.broadcast_id == _b.id).where(*own))
    if row is None:
        raise BroadcastNotFound
    return row


_OWN = [_bp[name] for name in (*Reached.__struct_fields__, "answer", "answers", "answerer_id", "department_id")]


def reached_in(row: Record) -> Reached:
    """Return the instants of a row."""
    return Reached(
        device_at=row.device_at, seen_at=row.seen_at, confirmed_at=row.confirmed_at, answered_at=row.answered_at
    )


def rounds_in(row: Record) -> list[PlanRound]:
    """Return the plan of a broadcast."""
    return msgspec.json.decode(row.rounds, type=list[PlanRound])


def questions_in(row: Record) -> BroadcastQuestions:
    """Return what a broadcast asks."""
    return msgspec.json.decode(row.questions, type=BroadcastQuestions)


def may_read(db: Db, viewer: Viewer, broadcast_id: str) -> Span | None:
    """Let the headquarters and auditors read a broadcast's stream."""
    if not (has_task(viewer, TASK) or has_task(viewer, "audit")):
        return None
    here = (_b.id == broadcast_id, _b.organization_id == viewer.organization_id)
    return Span() if db.first(select(_b.id).where(*here)) is not None else None
