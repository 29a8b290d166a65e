"""Who has read a message of an alliance's room, as numbers by body: nobody reads a list of thousands of names."""

import msgspec
from sqlalchemy import and_, func, select

from kairan.alliances.finding import find_alliance
from kairan.core.kit.database import Db
from kairan.core.viewer import OrganizationId, Viewer
from kairan.people import member_table, organization_table
from kairan.people.bodies import BodyNamed, told_apart
from kairan.talk.access import find_message
from kairan.talk.model import AllianceId, MessageId, mark_table, membership_table, present
from kairan.talk.problems import MessageNotFound

_ms, _mk, _m, _o = membership_table.c, mark_table.c, member_table.c, organization_table.c


class BodyReaders(msgspec.Struct, frozen=True):
    """How many people of a body have read a message, of how many."""

    body_id: OrganizationId
    body: str
    read: int
    people: int


class BodyReadersOf(msgspec.Struct, frozen=True):
    """Who has read a message, body by body."""

    bodies: list[BodyReaders]


def readers_by_body(db: Db, viewer: Viewer, alliance_id: AllianceId, message_id: MessageId) -> BodyReadersOf:
    """Return of how many people of each body a message was read, without its author; of the timeline, not of threads.

    Problems: AllianceNotFound, MessageNotFound.
    """
    find_alliance(db, viewer, alliance_id)
    found = find_message(db, viewer, message_id)
    if found.room.alliance_id != alliance_id or found.row.root_seq is not None:
        raise MessageNotFound
    n = found.row.n
    rows = db.all(
        select(
            _o.id,
            _o.name,
            _o.code,
            func.count().label("people"),
            func.count().filter(_mk.seen_n >= n).label("read"),
        )
        .select_from(membership_table)
        .join(mark_table, and_(_mk.room_no == _ms.room_no, _mk.member_id == _ms.member_id))
        .join(member_table, _m.id == _ms.member_id)
        .join(organization_table, _o.id == _m.organization_id)
        .where(_ms.room_no == found.room.no, present, _ms.from_n < n, _ms.member_id != found.row.author_id)
        .group_by(_o.id, _o.name, _o.code)
        .order_by(_o.name, _o.code, _o.id)
    )
    names = told_apart([BodyNamed(row.name, row.code) for row in rows])
    return BodyReadersOf(
        [BodyReaders(row.id, name, row.read, row.people) for row, name in zip(rows, names, strict=True)]
    )
