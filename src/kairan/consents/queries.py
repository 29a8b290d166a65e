"""What waits for a second person, what was done alone, and what one has not seen of it."""

from collections.abc import Sequence

import msgspec
from sqlalchemy import select

from kairan.consents.actions import state_now, why_not
from kairan.consents.model import ConsentView, Someone, Told, WhyNot, consent_seen_table, consent_table
from kairan.consents.second import ready_at
from kairan.core.kit.database import Db, Record
from kairan.core.viewer import MemberId, Viewer
from kairan.people import hands_on, has_role, people_named, require_role

SHOWN = 100

_c, _seen = consent_table.c, consent_seen_table.c


class Consents(msgspec.Struct, frozen=True):
    """The newest requests; `waiting`: how many the viewer could decide, `unseen`: done alone and not seen by them."""

    consents: list[ConsentView]
    waiting: int
    unseen: int


def consents(db: Db, viewer: Viewer) -> Consents:
    """Return the body's requests, the newest first, to its administrators and auditors. Problems: RoleNeeded."""
    require_role(viewer, "administrator", "auditor")
    rows = db.all(
        select(consent_table)
        .where(_c.organization_id == viewer.organization_id)
        .order_by(_c.asked_at.desc(), _c.id.desc())
        .limit(SHOWN)
    )
    views = _views(db, viewer, rows)
    waiting = sum(one.state == "waiting" and one.why_not is None for one in views)
    return Consents(views, waiting, sum(one.is_unseen for one in views))


def consent_view(db: Db, viewer: Viewer, consent_id: str) -> ConsentView:
    """Return one request; one's own also without a role. Problems: RoleNeeded."""
    mine = _c.organization_id == viewer.organization_id
    found = db.all(select(consent_table).where(_c.id == consent_id, mine))
    if not found or found[0].asked_by != viewer.member_id:
        require_role(viewer, "administrator", "auditor")
    return _views(db, viewer, found)[0]


def _views(db: Db, viewer: Viewer, rows: Sequence[Record]) -> list[ConsentView]:
    named = people_named(db, {one for row in rows for one in (row.asked_by, row.decided_by) if one})
    names = {person.id: person.name for person in named}
    seen_at = int(db.scalar(select(_seen.seen_at).where(_seen.member_id == viewer.member_id)) or 0)
    ready = ready_at(hands_on(db, [viewer.member_id]), viewer.member_id)
    return [_view(db, viewer, row, names, seen_at, ready) for row in rows]


def _view(db: Db, viewer: Viewer, row: Record, names: dict[MemberId, str], seen_at: int, ready: int) -> ConsentView:
    state = state_now(row)
    why = _why_not(db, viewer, row) if state == "waiting" else None
    decided = None if row.decided_by is None else Someone(row.decided_by, names.get(row.decided_by, ""))
    return ConsentView(
        id=row.id,
        act=row.act,
        state=state,
        told=msgspec.json.decode(row.told, type=Told),
        reason=row.reason,
        asked_by=Someone(row.asked_by, names.get(row.asked_by, "")),
        asked_at=row.asked_at,
        expires_at=row.expires_at,
        decided_by=decided,
        decided_at=row.consented_at or row.refused_at,
        done_at=row.done_at,
        is_own=row.asked_by == viewer.member_id,
        is_unseen=state == "alone" and row.done_at > seen_at and row.asked_by != viewer.member_id,
        why_not=why,
        ready_at=ready if why == "new" else None,
    )


def _why_not(db: Db, viewer: Viewer, row: Record) -> WhyNot | None:
    if not has_role(viewer, "administrator"):
        return "role"
    return why_not(db, viewer.organization_id, row, viewer.member_id)
