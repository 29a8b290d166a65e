"""Finding places: to find is to be allowed. Whoever works here finds their body's; a guest those they keep."""

from sqlalchemy import ColumnElement, exists, select

from kairan.core.journal import Span
from kairan.core.kit.database import Db, Record
from kairan.core.viewer import Viewer
from kairan.emergency.broadcasts.audience import TASK
from kairan.emergency.places.model import PlaceId, place_keeper_table, place_table
from kairan.emergency.places.problems import PlaceNotFound, PlaceNotYours
from kairan.people import has_task, tasks_of

_p, _k = place_table.c, place_keeper_table.c


def place_stream(place_id: str) -> str:
    """Return the name of a place's stream."""
    return f"place:{place_id}"


def places_of(viewer: Viewer) -> ColumnElement[bool]:
    """Restrict places to those the viewer finds, without those taken off the list."""
    here = (_p.organization_id == viewer.organization_id) & _p.retired_at.is_(None)
    return here & kept_by(viewer) if viewer.is_guest else here


def kept_by(viewer: Viewer) -> ColumnElement[bool]:
    """Restrict places to those the viewer was named for."""
    return exists(select(_k.member_id).where(_k.place_id == _p.id, _k.member_id == viewer.member_id))


def leads(viewer: Viewer) -> bool:
    """Whether the viewer is of the headquarters, also of a department's part of it: a shelter has no department."""
    return any(one.task == TASK for one in tasks_of(viewer))


def require_place(db: Db, viewer: Viewer, place_id: PlaceId) -> Record:
    """Return a place. Problems: PlaceNotFound."""
    row = db.first(select(place_table).where(_p.id == place_id, places_of(viewer)))
    if row is None:
        raise PlaceNotFound
    return row


def require_reporter(db: Db, viewer: Viewer, place_id: PlaceId) -> Record:
    """Return a place to who may say how it is. Problems: PlaceNotFound, PlaceNotYours."""
    row = require_place(db, viewer, place_id)
    if not leads(viewer) and db.first(select(_p.id).where(_p.id == place_id, kept_by(viewer))) is None:
        raise PlaceNotYours
    return row


def may_read(db: Db, viewer: Viewer, place_id: str) -> Span | None:
    """Let whoever finds a place read its stream, and auditors; also of one that was taken off the list."""
    if has_task(viewer, "audit") or has_task(viewer, TASK):
        here = (_p.organization_id == viewer.organization_id) & (_p.id == place_id)
    else:
        here = places_of(viewer) & (_p.id == place_id)
    return None if db.first(select(_p.id).where(here)) is None else Span()
