"""Whom a request is for: the headquarters, those at its place; where it is open to an alliance, its bodies' too."""

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select

from kairan.alliances.model import alliance_body_table, alliance_table
from kairan.core.journal import Span, hold
from kairan.core.kit.database import Db, Record
from kairan.core.viewer import Viewer
from kairan.emergency.broadcasts.audience import TASK
from kairan.emergency.places.finding import leads
from kairan.emergency.places.model import place_keeper_table
from kairan.emergency.supplies.model import OPEN, SupplyId, supply_table
from kairan.emergency.supplies.problems import SupplyNotFound
from kairan.people import has_task

_s, _k, _b, _a = supply_table.c, place_keeper_table.c, alliance_body_table.c, alliance_table.c


def supply_stream(supply_id: str) -> str:
    """Return the name of a request's stream."""
    return f"supply:{supply_id}"


def own(viewer: Viewer) -> ColumnElement[bool]:
    """Restrict requests to those of the viewer's body that they see: all, or of the places they keep."""
    here = _s.organization_id == viewer.organization_id
    if leads(viewer) and not viewer.is_guest:
        return here
    kept = exists(select(_k.member_id).where(_k.place_id == _s.place_id, _k.member_id == viewer.member_id))
    return and_(here, or_(_s.asked_by == viewer.member_id, kept))


def alliances_joined(viewer: Viewer) -> Select[tuple[str]]:
    """Select the alliances that go on and the viewer's body has joined."""
    going_on = select(_a.id).where(_a.ended_at.is_(None))
    mine = (_b.body_id == viewer.organization_id, _b.state == "joined", _b.alliance_id.in_(going_on))
    return select(_b.alliance_id).where(*mine)


def elsewhere(viewer: Viewer) -> ColumnElement[bool]:
    """Restrict requests to those of other bodies that are open to an alliance both have joined."""
    asker = select(_b.body_id).where(_b.alliance_id == _s.alliance_id, _b.state == "joined")
    return and_(
        _s.alliance_id.in_(alliances_joined(viewer)),
        _s.organization_id.in_(asker),
        _s.organization_id != viewer.organization_id,
        _s.state.in_(OPEN),
        or_(_s.helper_id.is_(None), _s.helper_id == viewer.organization_id),
    )


def hold_own(db: Db, viewer: Viewer, supply_id: SupplyId) -> Record:
    """Return a request of the viewer's body, held until the commit. Problems: SupplyNotFound."""
    return _held(db, supply_id, own(viewer))


def hold_elsewhere(db: Db, viewer: Viewer, supply_id: SupplyId) -> Record:
    """Return another body's request to the headquarters of an ally. Problems: SupplyNotFound."""
    if not has_task(viewer, TASK):
        raise SupplyNotFound
    return _held(db, supply_id, elsewhere(viewer))


def _held(db: Db, supply_id: SupplyId, among: ColumnElement[bool]) -> Record:
    wanted = select(supply_table).where(_s.id == supply_id, among)
    if db.first(wanted) is None:
        raise SupplyNotFound
    hold(db, supply_stream(supply_id))
    row = db.first(wanted)
    if row is None:
        raise SupplyNotFound
    return row


def may_read(db: Db, viewer: Viewer, supply_id: str) -> Span | None:
    """Let those read a request's stream who see it in their own body, and auditors."""
    is_theirs = _s.organization_id == viewer.organization_id if has_task(viewer, "audit") else own(viewer)
    return None if db.first(select(_s.id).where(_s.id == supply_id, is_theirs)) is None else Span()
