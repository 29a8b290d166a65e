"""Which circulars somebody may read, and who leads one. The one place that says so.

Whoever leads it reads it, and whoever it has come to, themselves or as a deputy, from then on; whose turn has not come
reads nothing of it.
"""

from sqlalchemy import ColumnElement, and_, exists, or_, select, true

from kairan.circulars.model import CircularId, circular_person_table, circular_stream, circular_table
from kairan.circulars.problems import CircularChangedMeanwhile, CircularNotFound, CircularNotYours, CircularOver
from kairan.circulars.states import MAY, Act, status_of
from kairan.core.journal import Span, Stream, hold
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.viewer import EVERY_CLASS, OrganizationId, Viewer
from kairan.policy import require, upto_of

_c, _p = circular_table.c, circular_person_table.c


def readable(viewer: Viewer) -> ColumnElement[bool]:
    """Restrict circulars to those the viewer may read where they are; wants the table of circulars."""
    came = exists(select(_p.member_id).where(_p.circular_id == _c.id, _p.asked_at.is_not(None), concerns(viewer)))
    return and_(shown_here(viewer), or_(leads(viewer), came))


def shown_here(viewer: Viewer) -> ColumnElement[bool]:
    """Restrict circulars to those of the viewer's body that policy shows where they are."""
    upto = upto_of(viewer, "read")
    return and_(_c.organization_id == viewer.organization_id, true() if upto >= EVERY_CLASS else _c.room_class <= upto)


def leads(viewer: Viewer) -> ColumnElement[bool]:
    """Restrict circulars to those that the viewer leads, or has sent."""
    return or_(_c.owner_id == viewer.member_id, _c.sender_id == viewer.member_id)


def concerns(viewer: Viewer) -> ColumnElement[bool]:
    """Restrict the people of circulars to the viewer, and to those whose deputy they are."""
    return or_(_p.member_id == viewer.member_id, _p.deputy_id == viewer.member_id)


def waits_for(viewer: Viewer) -> ColumnElement[bool]:
    """Restrict the people of circulars to those who are asked now and for whom the viewer may confirm.

    What is open is of the present version: a change drops what was open before.
    """
    return concerns(viewer) & _p.asked_at.is_not(None) & _p.outcome.is_(None)


def require_circular(db: Db, viewer: Viewer, circular_id: CircularId) -> Record:
    """Return a circular the viewer may read. Problems: CircularNotFound."""
    row = db.first(select(circular_table).where(_c.id == circular_id, readable(viewer)))
    if row is None:
        raise CircularNotFound
    return row


def hold_circular(db: Db, viewer: Viewer, circular_id: CircularId) -> Record:
    """Return a circular the viewer may read, held until the commit, as it is now. Problems: CircularNotFound."""
    require_circular(db, viewer, circular_id)
    hold(db, circular_stream(circular_id))
    return require_circular(db, viewer, circular_id)


def hold_led(db: Db, viewer: Viewer, circular_id: CircularId, act: Act, version: int | None = None) -> Record:
    """Return a circular that the viewer leads, held, in a state in which this may be done.

    Problems: CircularNotFound, CircularNotYours, RefusedByPolicy, CircularChangedMeanwhile, CircularOver.
    """
    row = hold_circular(db, viewer, circular_id)
    require_leads(viewer, row)
    require(viewer, "write", row.room_class)
    if version is not None and row.version != version:
        raise CircularChangedMeanwhile
    if act not in MAY[status_of(row, now_ms())]:
        raise CircularOver
    return row


def require_leads(viewer: Viewer, row: Record) -> None:
    """Let pass whoever leads a circular. Problems: CircularNotYours."""
    if row.owner_id != viewer.member_id:
        raise CircularNotYours


def held_again(db: Db, circular_id: str) -> Record | None:
    """Return a circular as it is now, held until the commit; for what the house itself does."""
    hold(db, circular_stream(circular_id))
    return db.first(select(circular_table).where(_c.id == circular_id))


def _may_read(db: Db, viewer: Viewer, circular_id: str) -> Span | None:
    found = db.first(select(_c.id).where(_c.id == circular_id, readable(viewer)))
    return None if found is None else Span()


def _class_of(db: Db, circular_id: str) -> tuple[OrganizationId, int] | None:
    row = db.first(select(_c.organization_id, _c.room_class).where(_c.id == circular_id))
    return None if row is None else (OrganizationId(row.organization_id), row.room_class)


CIRCULAR_STREAM = Stream("circular", _may_read, _class_of)
