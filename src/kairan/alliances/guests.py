"""Guests of an alliance (フェロー、企業): experts and companies in its rooms, whom somebody who takes part answers for.

A guest is an account of their sponsor's body, with a purpose and an end. They come into rooms only as they are brought
there; whoever takes part is told who they are, what for, until when, and who answers for them.
"""

import msgspec
from sqlalchemy import select

from kairan.alliances.directory import readable_rooms
from kairan.alliances.finding import find_alliance
from kairan.alliances.model import alliance_body_table
from kairan.alliances.participation import guests_taking_part, sends
from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.guests.model import guest_table
from kairan.people import Person, people_seen
from kairan.talk.alliance_problems import NotSentByBody
from kairan.talk.model import AllianceId, membership_table, present, room_table

GUESTS_SHOWN = 200
ROOMS_NAMED = 20

_b, _g, _r, _ms = alliance_body_table.c, guest_table.c, room_table.c, membership_table.c


class AllianceGuest(msgspec.Struct, frozen=True, kw_only=True):
    """A guest of an alliance. `rooms`: those the viewer is in or might join."""

    person: Person
    purpose: str
    ends_on: str
    sponsor: Person
    rooms: list[str]


class AllianceGuests(msgspec.Struct, frozen=True):
    """The guests of an alliance in rooms the viewer may read or join, at most two hundred."""

    guests: list[AllianceGuest]


def guests_of_alliance(db: Db, viewer: Viewer, alliance_id: AllianceId) -> AllianceGuests:
    """Return the guests in rooms the viewer is in or might join, for whoever takes part.

    Problems: AllianceNotFound, NotSentByBody.
    """
    find_alliance(db, viewer, alliance_id)
    if not sends(db, alliance_id, viewer.member_id):
        raise NotSentByBody
    part = guests_taking_part(_b.alliance_id == alliance_id).subquery()
    rows = db.all(
        select(_g.member_id, _g.purpose, _g.ends_on, _g.sponsor_id, _r.name)
        .join(membership_table, _ms.member_id == _g.member_id)
        .join(room_table, _r.no == _ms.room_no)
        .where(
            _g.member_id.in_(select(part.c.member_id)),
            present,
            _r.alliance_id == alliance_id,
            readable_rooms(viewer),
        )
        .order_by(_g.ends_on, _g.member_id, _r.name, _r.id)
        .limit(GUESTS_SHOWN * ROOMS_NAMED)
    )
    rooms: dict[str, list[str]] = {}
    for row in rows:
        rooms.setdefault(row.member_id, []).append(row.name or "")
    first = {row.member_id: row for row in reversed(rows)}
    shown = list(rooms)[:GUESTS_SHOWN]
    ids = {one for key in shown for one in (key, first[key].sponsor_id)}
    people = {str(person.id): person for person in people_seen(db, viewer, ids)}
    return AllianceGuests(
        [
            AllianceGuest(
                person=people[key],
                purpose=first[key].purpose,
                ends_on=first[key].ends_on,
                sponsor=people[first[key].sponsor_id],
                rooms=rooms[key][:ROOMS_NAMED],
            )
            for key in shown
        ]
    )
