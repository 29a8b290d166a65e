"""The one path past room membership. `require_open` decides; everything that reads records goes through it."""

from collections.abc import Iterator

import msgspec
from sqlalchemy import ColumnElement, Select, false, select

from kairan.consents.second import why_not_second
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db, Record
from kairan.core.viewer import OrganizationId, Viewer
from kairan.people import Role, require_role
from kairan.records.model import request_table, state_of
from kairan.records.problems import NotOpen, RequestNotFound
from kairan.talk.model import message_table, room_table

SECONDS: tuple[Role, ...] = ("auditor", "administrator")

_q, _r, _msg = request_table.c, room_table.c, message_table.c


class Open(msgspec.Struct, frozen=True, kw_only=True):
    """A request that may be read now, by the auditor who made it."""

    id: str
    organization_id: OrganizationId
    reason: str
    room_ids: list[str]
    person_ids: list[str]
    first_at: int
    last_at: int
    asked_by: str
    decided_by: str
    consented_at: int
    ends_at: int


def require_open(db: Db, viewer: Viewer, request_id: str) -> Open:
    """Return a request the viewer made as an auditor, with consent, not withdrawn, and whose time is not over.

    Nobody else reads with it, neither the one who consented nor another auditor. It is asked anew for each page, also
    of the one who consented: whether they are in use, hold the role, and are of another hand.
    Problems: RoleNeeded, RequestNotFound, NotOpen.
    """
    require_role(viewer, "auditor")
    row = db.first(
        select(request_table).where(
            _q.id == request_id,
            _q.organization_id == viewer.organization_id,
            _q.asked_by == viewer.member_id,
        )
    )
    if row is None:
        raise RequestNotFound
    now = now_ms()
    if state_of(row.consented_at, row.refused_at, row.withdrawn_at, row.ends_at, now) != "open":
        raise NotOpen
    if row.decided_by is None or _is_unsupported(db, viewer, row):
        raise NotOpen
    return Open(
        id=row.id,
        organization_id=viewer.organization_id,
        reason=row.reason,
        room_ids=msgspec.json.decode(row.room_ids, type=list[str]),
        person_ids=msgspec.json.decode(row.person_ids, type=list[str]),
        first_at=row.first_at,
        last_at=row.last_at,
        asked_by=row.asked_by,
        decided_by=row.decided_by,
        consented_at=row.consented_at,
        ends_at=row.ends_at,
    )


def _is_unsupported(db: Db, viewer: Viewer, row: Record) -> bool:
    """Whether who consented could no longer: out of use, without the role, or reset since by who asked."""
    own = viewer.organization_id
    return why_not_second(db, own, row.asked_by, row.decided_by, SECONDS, row.asked_at) is not None


def messages_in(granted: Open) -> Select[*tuple[object, ...]]:
    """Select what a request reaches: rooms of the body, the rooms and the people it names, and its period."""
    return (
        select(message_table, _r.name.label("room_name"), _r.kind.label("room_kind"))
        .join(room_table, _r.no == _msg.room_no)
        .where(*_conditions(granted))
    )


def _conditions(granted: Open) -> Iterator[ColumnElement[bool]]:
    yield _r.organization_id == granted.organization_id
    yield _msg.at >= granted.first_at
    yield _msg.at < granted.last_at
    if granted.room_ids:
        yield _r.id.in_(granted.room_ids)
        yield _r.kind == "group"
    if granted.person_ids:
        yield _msg.author_id.in_(granted.person_ids)
    if not granted.room_ids and not granted.person_ids:  # pragma: no cover  (the actions do not write this)
        yield false()
